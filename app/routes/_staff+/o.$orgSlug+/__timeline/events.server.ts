import type { TFunction } from 'i18next';
import { z } from 'zod';
import { formatMoney } from '~/domain/money/money-text';
import { quarantineWords } from './quarantine-words.server';

/** Everything that any event writes; each reads what it knows. */
const eventData = z
  .object({
    from: z.union([z.string(), z.number()]).nullable(),
    to: z.union([z.string(), z.number()]).nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    score: z.number(),
    quarantineReason: z.string().nullable(),
    changed: z.record(z.string(), z.string()),
    files: z.array(z.string()),
    fields: z.array(z.string()),
    name: z.string().nullable(),
    title: z.string().nullable(),
    source: z.string().nullable(),
    fileName: z.string().nullable(),
    contactName: z.string().nullable(),
    dealTitle: z.string().nullable(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    isUndo: z.boolean(),
    isTakenBack: z.boolean(),
    number: z.string().nullable(),
    kind: z.string(),
    comment: z.string().nullable(),
  })
  .partial();
type Facts = z.infer<typeof eventData>;

export interface EventContext {
  t: TFunction;
  language: string;
  names: ReadonlyMap<string, string>;
}

interface Words {
  title: string;
  detail: string | null;
}

type Telling = EventContext & { facts: Facts; say: (key: string, values?: Record<string, unknown>, detail?: string | null) => Words };

/** How each event reads. What writes an event says what its data hold; a fact that is missing is left out. */
const EVENTS: Record<string, (telling: Telling) => Words> = {
  'lead.created': ({ t, facts, say }) => (facts.quarantineReason ? say('createdQuarantined', { reason: quarantineWords(t, facts.quarantineReason) }) : say('created', { score: facts.score })),
  'lead.duplicate': describeDuplicate,
  'lead.state': ({ t, facts, say }) => say(facts.isUndo ? 'stateUndone' : 'state', { from: t(`leads:state.${facts.from}`), to: t(`leads:state.${facts.to}`) }, reasonOf(t, facts)),
  'lead.assigned': ({ facts, names, say }) => (facts.to ? say('assigned', { name: names.get(String(facts.to)) ?? '' }) : say('unassigned')),
  'lead.score': ({ t, facts, say }) => say(facts.isTakenBack ? 'scoreTakenBack' : 'score', { from: facts.from, to: facts.to }, reasonOf(t, facts)),
  'lead.released': ({ say }) => say('released'),
  'lead.converted': ({ facts, say }) => {
    if (facts.dealTitle) return say('leadConverted', { what: facts.dealTitle });
    return facts.contactName ? say('leadConvertedContact', { name: facts.contactName }) : say('leadConvertedPlain');
  },
  'contact.created': ({ facts, say }) => (facts.source ? say('contactCreatedFrom', { source: facts.source }) : say('contactCreated')),
  'contact.updated': (telling) => describeFields(telling, 'contactUpdated'),
  'contact.owner': describeOwner,
  'contact.merged': ({ facts, say }) => (facts.name ? say('contactMerged', { name: facts.name }) : say('contactMergedPlain')),
  'contact.unmerged': ({ facts, say }) => (facts.name ? say('contactUnmerged', { name: facts.name }) : say('contactUnmergedPlain')),
  'contact.imported': ({ facts, say }) => (facts.fileName ? say('contactImported', { fileName: facts.fileName }) : say('contactImportedPlain')),
  'contact.deleted': ({ say }) => say('contactDeleted'),
  'contact.restored': ({ say }) => say('contactRestored'),
  'deal.created': ({ facts, language, say }) => (facts.amount && facts.currency ? say('dealCreatedAmount', { amount: formatMoney(facts.amount, facts.currency, language) }) : say('dealCreated')),
  'deal.updated': (telling) => describeFields(telling, 'dealUpdated'),
  'deal.state': describeDealState,
  'deal.stage': ({ facts, say }) => (facts.from ? say('dealStage', { from: facts.from, to: facts.to }) : say('dealStageFirst', { to: facts.to })),
  'deal.amount': describeAmount,
  'deal.owner': describeOwner,
  'deal.contact': ({ facts, say }) => say('dealContact', { from: facts.from, to: facts.to }),
  'deal.deleted': ({ say }) => say('dealDeleted'),
  'deal.restored': ({ say }) => say('dealRestored'),
  'order.created': ({ facts, say }) => say('orderCreated', { number: facts.number }),
  'order.state': ({ t, facts, say }) => say('orderState', { from: t(`orderState.${facts.from}`), to: t(`orderState.${facts.to}`) }, facts.comment ?? null),
  'order.changed': describeOrderFields,
  'order.deleted': ({ say }) => say('orderDeleted'),
  'order.restored': ({ say }) => say('orderRestored'),
  'order.document': ({ t, facts, say }) => say('orderDocument', { what: t(`documents:kinds.${facts.kind}`), number: facts.number }),
  'order.documentSent': ({ t, facts, say }) => say('orderDocumentSent', { what: t(`documents:kinds.${facts.kind}`), number: facts.number, to: facts.to }),
  'order.quoteAccepted': ({ facts, say }) => say('orderQuoteAccepted', { number: facts.number }),
  'task.created': ({ facts, say }) => say('taskCreated', { title: facts.title }),
  'task.done': ({ facts, say }) => say('taskDone', { title: facts.title }),
  'task.reopened': ({ facts, say }) => say('taskReopened', { title: facts.title }),
  'task.deleted': ({ facts, say }) => say('taskDeleted', { title: facts.title }),
  'task.restored': ({ facts, say }) => say('taskRestored', { title: facts.title }),
};

/** A system event in words. `t` is of the namespace `activities`. */
export function describeEvent({ event, data }: { event: string | null; data: unknown }, context: EventContext): Words {
  const facts = eventData.safeParse(data).data ?? {};
  const say: Telling['say'] = (key, values = {}, detail = null) => ({ title: context.t(`events.${key}`, values), detail });
  const tell = event && Object.hasOwn(EVENTS, event) ? EVENTS[event] : undefined;
  return tell ? tell({ ...context, facts, say }) : say('other');
}

function reasonOf(t: TFunction, { reason, note }: Facts): string | null {
  return [reason ? t('reason', { reason }) : null, note ?? null].filter(Boolean).join('\n') || null;
}

/** Fields whose values are codes, by the key of their words. */
const CHOICES = ['deadline', 'companySize', 'contactMethod'];

function describeDuplicate({ t, facts: { changed = {}, files = [] }, say }: Telling): Words {
  const what = Object.entries(changed).map(([field, value]) => {
    const words = field === 'preferredContactMethod' ? 'contactMethod' : field;
    const shown = CHOICES.includes(words) ? t(`leads:${words}.${value}`, { defaultValue: String(value) }) : value;
    return `${t(`leads:fields.${field}`, { defaultValue: t('leads:fields.name') })} — ${shown}`;
  });
  const detail = files.length > 0 ? t('events.duplicateFiles', { files: files.join(', ') }) : null;
  return what.length > 0 ? say('duplicateChanged', { what: what.join('; ') }, detail) : say('duplicate', {}, detail);
}

/** Custom fields have names of their own, which an event does not carry: they count as one. */
function describeFields({ t, facts: { fields = [] }, say }: Telling, key: string): Words {
  const known = [...new Set(fields.map((field) => t(`fields.${field}`, { defaultValue: t('fields.custom') })))];
  return known.length > 0 ? say(key, { fields: known.join(', ') }) : say(`${key}Plain`);
}

function describeOrderFields({ t, facts: { fields = [] }, say }: Telling): Words {
  const known = [...new Set(fields.flatMap((field) => t(`orderFields.${field}`, { defaultValue: '' }) || []))];
  return known.length > 0 ? say('orderChanged', { fields: known.join(', ') }) : say('orderChangedPlain');
}

function describeOwner({ facts, names, say }: Telling): Words {
  return facts.to ? say('owner', { name: names.get(String(facts.to)) ?? '' }) : say('ownerNobody');
}

function describeDealState({ t, language, facts, say }: Telling): Words {
  const [from, to] = [t(`dealState.${facts.from}`), t(`dealState.${facts.to}`)];
  if (facts.isUndo) return say('dealStateUndone', { to });
  const amount = facts.amount && facts.currency ? formatMoney(facts.amount, facts.currency, language) : null;
  return amount ? say('dealStateAmount', { from, to, amount }, reasonOf(t, facts)) : say('dealState', { from, to }, reasonOf(t, facts));
}

function describeAmount({ language, facts: { from, to, currency }, say }: Telling): Words {
  const money = (value: string | number | null | undefined) => (value == null ? null : currency ? formatMoney(String(value), currency, language) : String(value));
  if (to == null) return say('dealAmountCleared', { from: money(from) ?? '' });
  return from == null ? say('dealAmountSet', { to: money(to) }) : say('dealAmount', { from: money(from), to: money(to) });
}
