import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import type { ExportedContact } from '~/domain/contacts/export-contacts.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { joinTags } from '~/domain/tags/tags';
import type { PlainField } from '~/domain/imports/guess-mapping';
import { customCell } from './custom-cell';
import type { ExportCell, ExportTable } from './export-rows.server';

interface Column {
  field: PlainField;
  cell: (contact: ExportedContact) => ExportCell;
}

export interface ContactTable {
  contacts: AsyncIterable<ExportedContact>;
  customFields: readonly CustomField[];
  members: readonly MemberName[];
  /** Of the namespace `imports`: the heads are those that an import knows again. */
  t: TFunction;
  language: string;
  fileName: string;
}

/** Contacts as a table whose import changes nothing: every column has a head that is recognised, and the record's own id is there. */
export function contactTable({ contacts, customFields, members, t, language, fileName }: ContactTable): ExportTable {
  const owners = namesOfOwners(members);
  const columns: Column[] = [
    { field: 'id', cell: ({ id }) => id },
    { field: 'name', cell: ({ name }) => name },
    { field: 'kind', cell: ({ kind }) => t(`kind.${kind}`) },
    { field: 'contactPerson', cell: ({ contactPerson }) => contactPerson },
    { field: 'phones', cell: ({ phones }) => phones.map(sayPhone).join('; ') },
    { field: 'emails', cell: ({ emails }) => emails.join('; ') },
    { field: 'city', cell: ({ city }) => city },
    { field: 'address', cell: ({ address }) => address },
    { field: 'inn', cell: ({ inn }) => inn },
    { field: 'kpp', cell: ({ kpp }) => kpp },
    { field: 'bankName', cell: ({ bankName }) => bankName },
    { field: 'bik', cell: ({ bik }) => bik },
    { field: 'bankAccount', cell: ({ bankAccount }) => bankAccount },
    { field: 'correspondentAccount', cell: ({ correspondentAccount }) => correspondentAccount },
    { field: 'tags', cell: ({ tags }) => joinTags(tags) },
    { field: 'source', cell: ({ source }) => source },
    { field: 'owner', cell: ({ ownerId }) => (ownerId ? (owners.get(ownerId) ?? null) : null) },
    { field: 'notes', cell: ({ notes }) => notes },
  ];
  const words = { yes: t('yes'), no: t('no') };
  async function* rows() {
    for await (const contact of contacts) {
      yield [...columns.map(({ cell }) => cell(contact)), ...customFields.map((field) => customCell(field, contact.custom[field.key], words)), contact.createdAt.toISOString().slice(0, 10)];
    }
  }
  return { fileName, heads: [...columns.map(({ field }) => t(`field.${field}`)), ...customFields.map(({ label }) => label), t('export.created')], rows: rows(), language };
}

/** Only people to whom records can be given: an import would not take the name of one who has left. Of two with one name neither is named. */
function namesOfOwners(members: readonly MemberName[]): Map<string, string> {
  const present = members.filter(({ isAssignable }) => isAssignable);
  return new Map(present.filter(({ name }) => present.filter((other) => other.name.toLowerCase() === name.toLowerCase()).length === 1).map(({ id, name }) => [id, name]));
}
