import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { isContactFiltered, parseContactFilter, usualSort, type ContactFilter } from '~/domain/contacts/contact-filter';
import { contactOrder } from '~/domain/contacts/contact-order.server';
import { listContactWords } from '~/domain/contacts/contact-words.server';
import { contactCountLimit, countContacts, hasAnyContact, listContacts } from '~/domain/contacts/list-contacts.server';
import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { columnsParam, parseColumns } from '~/ui/list/columns';
import { turnSort, withSort, type ColumnSort } from '~/ui/list/sort-by';
import { loadViews } from '../__views/load-views.server';
import { COLUMN_SORTS, CONTACT_COLUMNS, isCustomColumn, ONE_WAY, USUAL_COLUMNS, type ContactColumn } from './contact-columns';
import { contactListSearch, describeContactFilter } from './describe-contacts.server';
import { createContactPresenter } from './present-contact.server';

/** All that the list's page shows. The number of queries is the same for every page. */
export async function loadContactList(request: Request, staff: Staff) {
  const { db, org, can } = staff;
  const now = new Date();
  const viewer = viewerFor(staff, 'contacts');
  const params = new URL(request.url).searchParams;
  const fields = activeFields(await listCustomFields(db, 'CONTACT'));
  const asked = parseContactFilter(params, fields);
  const known = [...CONTACT_COLUMNS, ...fields.map(({ key }) => `cf.${key}` as const)];
  const columns = parseColumns(params, known, USUAL_COLUMNS) as ContactColumn[];
  const toSearch = (filter: ContactFilter) => contactListSearch(filter, columnsParam(columns, USUAL_COLUMNS));
  const views = await loadViews(request, staff, 'contacts', toSearch(asked));
  const read = (filter: ContactFilter) => {
    const { order } = contactOrder(filter, fields, org.id);
    return turnPage(parsePlace(params, order), toSearch(filter), (at) => listContacts(db, { viewer, filter, fields, now, ...at }));
  };
  const found = await read(asked);
  // nobody has these words: those who have nearly the same are better than nothing
  const near = found.rows.length === 0 && asked.q && !asked.isSimilar ? await read({ ...asked, isSimilar: true }) : null;
  const filter = near && near.rows.length > 0 ? { ...asked, isSimilar: true } : asked;
  const { rows, pages } = near && near.rows.length > 0 ? near : found;
  const [count, members, words, t, language] = await Promise.all([
    countContacts(db, { viewer, filter, now }),
    listMemberNames(db, 'contacts'),
    listContactWords(db, viewer, now),
    getFixedT(request, 'contacts'),
    getLanguage(request),
  ]);
  const search = toSearch(filter);
  const limit = contactCountLimit(filter);
  return {
    title: `${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/contacts`,
    headers: views.headers,
    views: views.bar,
    search,
    filter,
    fields,
    columns: columns.map((name) => ({ name, label: columnLabel(name, fields, t), sort: columnSort(name, filter, search, t) })),
    nameSort: columnSort('name', filter, search, t),
    choosable: known.map((name) => ({ name, label: columnLabel(name, fields, t) })),
    chips: describeContactFilter({ filter, toSearch, t, language, members, fields }),
    clear: contactListSearch({ ...parseContactFilter(new URLSearchParams(), fields) }, columnsParam(columns, USUAL_COLUMNS)),
    caption: t('caption', { sort: sortWords(filter.sort, fields, t) }),
    sorts: sortChoices(filter, fields, t),
    isFiltered: isContactFiltered(filter),
    hasAny: rows.length > 0 || (await hasAnyContact(db, viewer)),
    rows: rows.map(createContactPresenter({ t, language, timeZone: org.timeZone, now, members, fields, columns })),
    count: count > limit ? t('countMore', { max: formatNumber(limit, language) }) : t('count', { count, shown: formatNumber(count, language) }),
    total: count,
    allText: count > limit ? `${formatNumber(limit, language)}+` : formatNumber(count, language),
    pages,
    words,
    people: members.filter(({ id, isAssignable }) => isAssignable || id === filter.owner).map(({ id, name }) => ({ id, name })),
    rights: { create: Boolean(can('contacts', 'create')), update: Boolean(can('contacts', 'update')), delete: Boolean(can('contacts', 'delete')) },
  };
}

export type ContactList = Awaited<ReturnType<typeof loadContactList>>;

function columnLabel(name: ContactColumn | 'name', fields: readonly CustomField[], t: TFunction): string {
  return isCustomColumn(name) ? (fields.find(({ key }) => `cf.${key}` === name)?.label ?? name) : t(`columns.${name}`);
}

function columnSort(name: ContactColumn | 'name', filter: ContactFilter, search: string, t: TFunction): ColumnSort | null {
  const usual = usualSort(filter.q);
  const only = ONE_WAY[name as ContactColumn];
  if (only) return { search: withSort(search, only, usual), direction: filter.sort === only ? 'descending' : undefined, title: t(`sort.${only}`) };
  const first = isCustomColumn(name) ? name : COLUMN_SORTS[name];
  if (!first) return null;
  const { sort, direction } = turnSort(filter.sort, first);
  return { search: withSort(search, sort, usual), direction };
}

function sortWords(sort: string, fields: readonly CustomField[], t: TFunction): string {
  const field = fields.find(({ key }) => sort.replace('-', '') === `cf.${key}`);
  return field ? t(sort.startsWith('-') ? 'sort.-custom' : 'sort.custom', { field: field.label }) : t(`sort.${sort}`);
}

function sortChoices({ q }: ContactFilter, fields: readonly CustomField[], t: TFunction) {
  const sorts = [...(q ? ['relevance'] : []), 'name', '-name', '-created', 'created', 'activity', 'updated', ...fields.flatMap(({ key }) => [`cf.${key}`, `-cf.${key}`])];
  return sorts.map((value) => ({ value, label: sortWords(value, fields, t) }));
}
