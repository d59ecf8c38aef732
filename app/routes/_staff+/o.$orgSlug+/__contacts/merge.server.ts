import { data, redirect } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames, type MemberName } from '~/domain/accounts/members/members.server';
import type { Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { canKeepBoth, MERGE_CHOICES, MERGE_FIELDS, usualChoice, type MergeChoice } from '~/domain/contacts/combine-contacts';
import { findContact, type ContactRecord } from '~/domain/contacts/contact-record.server';
import { countRelated } from '~/domain/contacts/count-related.server';
import { mergeContacts } from '~/domain/contacts/merge-contacts.server';
import { RELATIONS } from '~/domain/contacts/merge-snapshot';
import { sayPhone } from '~/domain/contacts/say-phone';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { sayCustom } from './say-custom';

/** The two contacts that the address names; 404 when one is not there, the suspects when it names none. */
async function findPair(request: Request, staff: Staff): Promise<{ winner: ContactRecord; loser: ContactRecord }> {
  const params = new URL(request.url).searchParams;
  if (!params.has('winner') && !params.has('loser')) throw redirect(`/o/${staff.org.slug}/contacts/duplicates`, 303);
  const read = async (name: string) => {
    const id = params.get(name);
    return isUuid(id) ? findContact(staff.db, viewerFor(staff, 'contacts'), id) : null;
  };
  const [winner, loser] = await Promise.all([read('winner'), read('loser')]);
  if (!winner || !loser || winner.id === loser.id) throw data(null, 404);
  return { winner, loser };
}

/** Both contacts field by field, with what is kept unless somebody chooses otherwise. */
export async function loadMerge(request: Request, staff: Staff) {
  const { winner, loser } = await findPair(request, staff);
  const [t, language, fields, members, related] = await Promise.all([
    getFixedT(request, 'contacts'),
    getLanguage(request),
    listCustomFields(staff.db, 'CONTACT'),
    listMemberNames(staff.db, 'contacts'),
    countRelated(staff.db, loser.id),
  ]);
  return {
    title: `${t('merge.title')} · ${staff.org.name}`,
    base: `/o/${staff.org.slug}/contacts`,
    winner: { id: winner.id, name: winner.name, version: winner.version },
    loser: { id: loser.id, name: loser.name, version: loser.version },
    rows: compare({ winner, loser, t, language, fields, members }),
    moves: RELATIONS.flatMap((relation) => (related[relation] > 0 ? [t(`merge.${relation}`, { count: related[relation] })] : [])),
  };
}

export type MergeData = Awaited<ReturnType<typeof loadMerge>>;

interface Comparison {
  winner: ContactRecord;
  loser: ContactRecord;
  t: TFunction;
  language: string;
  fields: readonly CustomField[];
  members: readonly MemberName[];
}

function compare({ winner, loser, t, language, fields, members }: Comparison) {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const say = (field: (typeof MERGE_FIELDS)[number], contact: ContactRecord): string => {
    const value = contact[field];
    if (field === 'kind') return t(`kind.${contact.kind}`);
    if (field === 'ownerId') return (contact.ownerId && names.get(contact.ownerId)) || '';
    if (field === 'phones') return contact.phones.map(sayPhone).join('\n');
    return Array.isArray(value) ? value.join(field === 'tags' ? ', ' : '\n') : (value ?? '');
  };
  const row = (field: string, label: string, [a, b]: [string, string], choice: MergeChoice) => ({ field, label, winner: a, loser: b, isSame: a === b, canKeepBoth: canKeepBoth(field) && a !== '' && b !== '', choice });
  const plain = MERGE_FIELDS.map((field) => row(field, t(`fieldNames.${field}`), [say(field, winner), say(field, loser)], usualChoice(field, winner[field], loser[field])));
  const custom = fields.map((field) => {
    const [a, b] = [winner.custom[field.key], loser.custom[field.key]];
    return row(`custom.${field.key}`, field.label, [sayCustom(field, a, words), sayCustom(field, b, words)], usualChoice(`custom.${field.key}`, a, b));
  });
  return [...plain, ...custom].filter((one) => one.winner !== '' || one.loser !== '');
}

/** Merges as chosen. 404 when one is gone before the page is sent, 409 when one was changed since it was drawn. */
export async function runMerge(request: Request, staff: Staff & { scope: Scope }) {
  const params = new URL(request.url).searchParams;
  const [winnerId, loserId] = [params.get('winner'), params.get('loser')];
  if (!isUuid(winnerId) || !isUuid(loserId) || winnerId === loserId) throw data(null, 404);
  const form = await request.formData();
  const t = await getFixedT(request, 'contacts');
  const base = `/o/${staff.org.slug}/contacts`;
  const done = await mergeContacts({
    actor: { organizationId: staff.org.id, userId: staff.user.id, scope: staff.scope },
    viewer: viewerFor(staff, 'contacts'),
    winner: { id: winnerId, version: version(form, 'winnerVersion') },
    loser: { id: loserId, version: version(form, 'loserVersion') },
    choices: readChoices(form),
    now: new Date(),
  });
  if (done.ok) {
    const undo = { action: `${base}/duplicates`, label: t('common:undo'), fields: { intent: 'unmerge', mergeId: done.mergeId } };
    return redirectWithToast(`${base}/${winnerId}`, { message: t('toast.merged', { name: done.name }), tone: 'success', undo });
  }
  if (done.error === 'stale') return data({ isStale: true }, 409);
  if (done.error === 'forbidden') throw data(null, 403);
  return redirectWithToast(`${base}/duplicates`, { message: t('toast.mergeGone'), tone: 'info' });
}

function version(form: FormData, name: string): number {
  const value = Number(form.get(name));
  return Number.isInteger(value) ? value : 0;
}

function readChoices(form: FormData): Record<string, MergeChoice> {
  const choices = [...form.entries()].flatMap(([name, value]) => {
    const choice = MERGE_CHOICES.find((known) => known === value);
    return name.startsWith('keep.') && choice ? [[name.slice('keep.'.length), choice] as const] : [];
  });
  return Object.fromEntries(choices);
}
