import type { Random } from './random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface DealPathOptions {
  createdAt: Date;
  /** Of the pipeline, in their order. */
  stageIds: readonly string[];
  lostReasonIds: readonly string[];
  random: Random;
  now: Date;
}

export interface DealStay {
  state: 'NEW' | 'IN_PROGRESS' | 'WON' | 'LOST' | 'CLOSED';
  stageId: string | null;
  enteredAt: Date;
  leftAt: Date | null;
}

/**
 * The life of a deal until now, as the rules of deals allow it: its stays in the columns of the board, and the columns of
 * the deal that follow from them.
 */
export function dealPath({ createdAt, stageIds, lostReasonIds, random, now }: DealPathOptions) {
  const stays: DealStay[] = [{ state: 'NEW', stageId: null, enteredAt: createdAt, leftAt: null }];
  for (;;) {
    const here = stays.at(-1)!;
    const next = nextColumn(here, stageIds, random);
    if (!next) break;
    const at = workingMoment(new Date(here.enteredAt.getTime() + next.days * DAY), here.enteredAt, random);
    if (at > now) break;
    here.leftAt = at;
    stays.push({ state: next.state, stageId: next.stageId ?? null, enteredAt: at, leftAt: null });
  }
  const last = stays.at(-1)!;
  const enteredAs = (state: DealStay['state']) => stays.find((stay) => stay.state === state)?.enteredAt ?? null;
  const stateSince = stays.find(({ state }) => state === last.state)!.enteredAt;
  const lostAt = enteredAs('LOST');
  return {
    stays,
    columns: {
      state: last.state,
      stageId: last.stageId,
      createdAt,
      updatedAt: last.enteredAt,
      stateChangedAt: stateSince,
      stageEnteredAt: last.enteredAt,
      wonAt: enteredAs('WON'),
      lostAt,
      closedAt: enteredAs('CLOSED'),
      lostReasonId: lostAt ? random.pick(lostReasonIds) : null,
    },
  };
}

interface NextColumn {
  state: DealStay['state'];
  stageId?: string;
  days: number;
}

function nextColumn({ state, stageId }: DealStay, stageIds: readonly string[], random: Random): NextColumn | null {
  const days = (typical: number) => typical * Math.exp((random.next() + random.next() - 1) * 1.6);
  const first = stageIds[0];
  switch (state) {
    case 'NEW':
      return random.chance(0.12) || !first ? { state: 'LOST', days: days(4) } : { state: 'IN_PROGRESS', stageId: first, days: days(1.6) };
    case 'IN_PROGRESS': {
      // some are forgotten
      const stay = days(random.chance(0.12) ? 30 : 8);
      const at = stageIds.indexOf(stageId ?? '');
      const turn = random.weighted([['on', 84], ['lost', 9], ['back', 7]] as const);
      if (turn === 'lost') return { state: 'LOST', days: stay };
      const to = stageIds[turn === 'back' && at > 0 ? at - 1 : at + 1];
      return to ? { state: 'IN_PROGRESS', stageId: to, days: stay } : { state: 'WON', days: stay };
    }
    case 'WON':
      return random.chance(0.75) ? { state: 'CLOSED', days: days(28) } : null;
    case 'LOST':
      return random.chance(0.4) ? { state: 'CLOSED', days: days(14) } : null;
    case 'CLOSED':
      return null;
  }
}

/** The same day or the Monday after, between nine and six in Moscow, and after the moment before it. */
export function workingMoment(wished: Date, after: Date, random: Random): Date {
  const moment = new Date(wished);
  const weekday = moment.getUTCDay();
  if (weekday === 6 || weekday === 0) moment.setUTCDate(moment.getUTCDate() + (weekday === 6 ? 2 : 1));
  moment.setUTCHours(random.int(6, 14), random.int(0, 59), random.int(0, 59), 0);
  return moment > after ? moment : new Date(after.getTime() + random.int(10, 180) * 60_000);
}
