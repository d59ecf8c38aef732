import type { BatchContent, ElementFigures, HeatPoints } from '~/domain/behavior/batch';
import { GRID_SIZE, type HeatKind } from '~/domain/behavior/cells';
import { Tally } from '~/domain/behavior/tally';
import { FORM_SECTIONS, type FormField } from '~/domain/leads/form-fields';
import { sectionTrackKey, SUBMIT_TRACK_KEY } from '~/domain/leads/form-track-keys';
import type { Random } from '../../../prisma/random';
import type { DemoView } from './demo-views';

/** Only of late: enough to look at, and quick to write. */
const HEAT_DAYS = 30;
const DAY = 86_400_000;

/** What pointers and keyboards did in these views, as the counters that the collector would have written. */
export function demoTally(views: readonly DemoView[], { organizationId, formVersion, random, now }: { organizationId: string; formVersion: string; random: Random; now: Date }): Tally {
  const tally = new Tally();
  for (const view of views) {
    const target = { organizationId, formVersion, day: view.day };
    const fields = reachedFields(view);
    tally.addFields(target, fieldFigures(view, fields, random));
    if (now.getTime() - view.openedAt.getTime() > HEAT_DAYS * DAY) continue;
    const points = heatPoints(view, fields, random);
    tally.addHeat(target, 'all', points);
    if (view.sentPriority) tally.addHeat(target, view.sentPriority, points);
  }
  return tally;
}

/** Fields that the visitor came to, in the order of the form. */
function reachedFields(view: DemoView): FormField[] {
  if (!view.started) return [];
  const fields = FORM_SECTIONS.slice(0, view.furthestSection + 1).flatMap((section) => section.fields);
  const last = fields.findIndex(({ name }) => name === view.lastField);
  return view.sentAt || last < 0 ? fields : fields.slice(0, last + 1);
}

function fieldFigures(view: DemoView, fields: FormField[], random: Random): ElementFigures[] {
  const filled = fields.filter(({ required, name }) => required || name === view.lastField || random.chance(0.65));
  const share = view.activeMs / Math.max(1, filled.length);
  const figures = filled.map(({ name, kind }): ElementFigures => {
    const isHard = name === 'budget' || name === 'phone';
    const timeMs = Math.round(share * (kind === 'textarea' ? 2 : isHard ? 1.4 : 0.6) * (0.5 + random.next()));
    const errors = (isHard || name === 'email') && random.chance(0.18) ? 1 : 0;
    return [name, random.int(1, 2), 1, timeMs, random.chance(isHard ? 0.35 : 0.12) ? 1 : 0, errors, 0, 0];
  });
  const upset: ElementFigures[] = view.deadClicks > 0 ? [[random.pick([sectionTrackKey('company'), sectionTrackKey('task'), SUBMIT_TRACK_KEY]), view.deadClicks, 0, 0, 0, 0, view.rageClicks, view.deadClicks]] : [];
  return [...figures, ...upset, ...(view.sentAt ? [[SUBMIT_TRACK_KEY, 1, 1, 0, 0, 0, 0, 0] satisfies ElementFigures] : [])];
}

/** Pointers rest where labels end and text begins; clicks land near the left of a field. */
function heatPoints(view: DemoView, fields: FormField[], random: Random): BatchContent['points'] {
  const points: HeatPoints[] = [];
  const add = (kind: HeatKind, key: string, count: number, x: number, spread: number) => {
    const cells = Array.from({ length: count }, () => cell(GRID_SIZE[kind], x + spread * bell(random), 0.5 + 0.35 * bell(random)));
    points.push([view.breakpoint, kind, key, cells]);
  };
  const isTouch = view.breakpoint === 'xs' || view.breakpoint === 'sm';
  for (const { name, kind } of fields) {
    if (random.chance(0.75)) add('click', name, random.int(1, 2), kind === 'checkbox' ? 0.5 : isTouch ? 0.4 : 0.25, kind === 'checkbox' ? 0.3 : 0.22);
    if (!isTouch && random.chance(0.5)) add('move', name, random.int(2, 9), 0.32, 0.3);
  }
  if (!view.started && !isTouch) for (const { key } of FORM_SECTIONS.slice(0, view.furthestSection + 1)) add('move', sectionTrackKey(key), random.int(1, 5), 0.4, 0.4);
  if (view.sentAt) add('click', SUBMIT_TRACK_KEY, 1, 0.5, 0.25);
  return points;
}

/** Around 0, mostly within ±1. */
function bell(random: Random): number {
  return (random.next() + random.next() + random.next() - 1.5) / 0.9;
}

function cell(size: number, x: number, y: number): number {
  const at = (share: number) => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  return at(y) * size + at(x);
}
