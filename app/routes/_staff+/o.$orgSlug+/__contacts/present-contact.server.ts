import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import type { ContactRow } from '~/domain/contacts/list-contacts.server';
import { readCustomValues, type CustomField } from '~/domain/custom-fields/custom-field';
import { formatDateTime, sayTime } from '~/ui/format';
import { isCustomColumn, type ContactColumn } from './contact-columns';
import { sayCustom } from './say-custom';

export interface ShownCell {
  text: string;
  /** The exact moment. */
  title?: string;
}

export interface ShownContact {
  id: string;
  name: string;
  isCompany: boolean;
  /** Whom to talk to, under the name. */
  detail: string;
  /** In the order of the columns. */
  cells: ShownCell[];
}

interface Context {
  t: TFunction;
  language: string;
  timeZone: string;
  now: Date;
  members: readonly MemberName[];
  fields: readonly CustomField[];
  columns: readonly ContactColumn[];
}

/** Makes rows into what the table shows: just the asked columns, as words. */
export function createContactPresenter({ t, language, timeZone, now, members, fields, columns }: Context) {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const moment = (at: Date | null): ShownCell => (at ? { text: sayTime(at, now, language, timeZone), title: formatDateTime(at, language, timeZone) } : { text: '' });
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const byColumn = new Map(fields.map((field) => [`cf.${field.key}`, field]));
  const plain: Record<string, (row: ContactRow) => ShownCell> = {
    kind: (row) => ({ text: t(`kind.${row.kind}`) }),
    contactPerson: (row) => ({ text: row.contactPerson ?? '' }),
    phone: (row) => ({ text: row.phones[0] ? sayPhone(row.phones[0]) : '' }),
    email: (row) => ({ text: row.emails[0] ?? '' }),
    city: (row) => ({ text: row.city ?? '' }),
    address: (row) => ({ text: row.address ?? '' }),
    inn: (row) => ({ text: row.inn ?? '' }),
    kpp: (row) => ({ text: row.kpp ?? '' }),
    tags: (row) => ({ text: row.tags.join(', ') }),
    source: (row) => ({ text: row.source ?? '' }),
    owner: (row) => ({ text: (row.ownerId && names.get(row.ownerId)) || '' }),
    activity: (row) => moment(row.lastActivityAt),
    created: (row) => moment(row.createdAt),
    updated: (row) => moment(row.updatedAt),
  };
  const hasPerson = columns.includes('contactPerson');
  return (row: ContactRow): ShownContact => {
    const custom = columns.some(isCustomColumn) ? readCustomValues(row.custom) : {};
    return {
      id: row.id,
      name: row.name,
      isCompany: row.kind === 'COMPANY',
      detail: hasPerson ? '' : (row.contactPerson ?? ''),
      cells: columns.map((column) => {
        const field = byColumn.get(column);
        return field ? { text: sayCustom(field, custom[field.key], words) } : (plain[column]?.(row) ?? { text: '' });
      }),
    };
  };
}
