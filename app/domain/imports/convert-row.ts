import type { CustomField, CustomValue } from '~/domain/custom-fields/custom-field';
import { parseCustomValue } from '~/domain/custom-fields/custom-value';
import { checkBankAccount, checkBik, checkCorrespondentAccount } from '~/domain/contacts/bank-account';
import { CONTACT_LIMITS, MAX_WAYS, unique, type ContactInput } from '~/domain/contacts/contact-input';
import { checkKpp } from '~/domain/contacts/inn';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { parseTags } from '~/domain/tags/tags';
import type { ImportField, PlainField } from './guess-mapping';
import { IMPORT_LIMITS } from './import-limits';
import { readCode, readEmails, readId, readInn, readKind, readPhones, unguardCell, type CellError, type Read } from './read-cells';

/** What is wrong with a cell, or why a row was left out. */
export interface Problem {
  field: ImportField | null;
  code: CellError | 'ambiguous' | 'exists' | 'notFound' | 'notYours' | 'duplicateInFile' | 'mergedInFile' | 'noKey';
  /** For the message: the cell as it stands, the row that was first, … */
  value?: string;
}

/** What a row says about a contact: only what has a value. */
export type ContactPatch = Partial<Omit<ContactInput, 'custom'>> & {
  /** Of the contact that the row is about, as our own export names it. */
  id?: string;
  custom: Record<string, CustomValue>;
};

export interface ConvertedRow {
  /** Of the data, from 1: without the head. */
  position: number;
  patch: ContactPatch;
  problems: Problem[];
}

export interface Conversion {
  /** Field of each column. */
  columns: readonly (ImportField | null)[];
  customFields: readonly CustomField[];
  /** Colleagues' ids by their lower-case names and e-mails. */
  owners: ReadonlyMap<string, string>;
}

const LINES = { name: 'name', contactPerson: 'contactPerson', city: 'city', bankName: 'bankName', source: 'source' } as const;

export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Turns the cells of a row into what they say. A cell that cannot be read is a problem and gives nothing. */
export function convertRow(position: number, cells: readonly string[], { columns, customFields, owners }: Conversion): ConvertedRow {
  const patch: ContactPatch = { custom: {} };
  const problems: Problem[] = [];
  const nameParts: Partial<Record<PlainField, string>> = {};
  const rests: string[] = [];
  const take = <T>(field: ImportField, cell: string, read: Read<T>, put: (value: T) => void) => {
    if (read.ok) put(read.value);
    else problems.push({ field, code: read.error, value: cell.slice(0, 200) });
  };

  columns.forEach((field, index) => {
    const cell = unguardCell(cells[index] ?? '');
    if (field === null || cell.trim() === '') return;
    if (cell.length > IMPORT_LIMITS.cell) return void problems.push({ field, code: 'tooLong' });
    switch (field) {
      case 'lastName':
      case 'firstName':
      case 'middleName':
        nameParts[field] = cleanLine(cell);
        return;
      case 'id':
        return take(field, cell, readId(cell), (id) => (patch.id = id));
      case 'kind':
        return take(field, cell, readKind(cell), (kind) => (patch.kind = kind));
      case 'phones':
        return take(field, cell, readPhones(cell), ({ phones, rest }) => {
          patch.phones = unique([...(patch.phones ?? []), ...phones]);
          if (rest) rests.push(rest);
        });
      case 'emails':
        return take(field, cell, readEmails(cell), (emails) => (patch.emails = unique([...(patch.emails ?? []), ...emails])));
      case 'inn':
        return take(field, cell, readInn(cell), (inn) => (patch.inn = inn));
      case 'kpp':
        return take(field, cell, readCode(cell, 9, checkKpp, 'kpp'), (kpp) => (patch.kpp = kpp));
      case 'bik':
        return take(field, cell, readCode(cell, 9, checkBik, 'bik'), (bik) => (patch.bik = bik));
      case 'bankAccount':
        return take(field, cell, readCode(cell, 20, (code) => checkBankAccount(code, null), 'account'), (account) => (patch.bankAccount = account));
      case 'correspondentAccount':
        return take(field, cell, readCode(cell, 20, (code) => checkCorrespondentAccount(code, null), 'account'), (account) => (patch.correspondentAccount = account));
      case 'tags':
        patch.tags = parseTags([...(patch.tags ?? []), cleanLine(cell)].join(','));
        return;
      case 'owner':
        return take(field, cell, findOwner(cell, owners), (owner) => (patch.ownerId = owner));
      case 'address':
        return take(field, cell, readLine([patch.address, cell].filter(Boolean).join(', '), CONTACT_LIMITS.address), (text) => (patch.address = text));
      case 'notes':
        patch.notes = [patch.notes, cleanText(cell)].filter(Boolean).join('\n');
        return;
      case 'name':
      case 'contactPerson':
      case 'city':
      case 'bankName':
      case 'source':
        return take(field, cell, readLine(cell, CONTACT_LIMITS[LINES[field]]), (text) => (patch[field] = text));
      default: {
        const own = customFields.find(({ key }) => field === `custom.${key}`);
        const parsed = own && parseCustomValue(own, cell);
        if (!own || !parsed) return;
        const read: Read<CustomValue | null> = parsed.ok ? parsed : { ok: false, error: parsed.error.replace('errors.', '') as CellError };
        return take(field, cell, read, (value) => value !== null && (patch.custom[own.key] = value));
      }
    }
  });

  const parts = [nameParts.lastName, nameParts.firstName, nameParts.middleName].filter(Boolean).join(' ');
  if (parts && patch.name) patch.contactPerson ??= parts;
  else if (parts) patch.name = parts;
  if (rests.length > 0) patch.notes = [patch.notes, ...rests].filter(Boolean).join('\n');
  checkTogether(patch, problems);
  return { position, patch, problems };
}

/** What single cells cannot show. */
function checkTogether(patch: ContactPatch, problems: Problem[]): void {
  const drop = (field: 'name' | 'notes' | 'phones' | 'emails' | 'bankAccount' | 'correspondentAccount', code: CellError) => {
    problems.push({ field, code });
    delete patch[field];
  };
  if (patch.name && patch.name.length > CONTACT_LIMITS.name) drop('name', 'tooLong');
  if (patch.notes && patch.notes.length > CONTACT_LIMITS.notes) drop('notes', 'tooLong');
  if (patch.phones && patch.phones.length > MAX_WAYS) drop('phones', 'tooMany');
  if (patch.emails && patch.emails.length > MAX_WAYS) drop('emails', 'tooMany');
  const { bik, bankAccount, correspondentAccount } = patch;
  if (bik && bankAccount && !checkBankAccount(bankAccount, bik)) drop('bankAccount', 'accountKey');
  if (bik && correspondentAccount && !checkCorrespondentAccount(correspondentAccount, bik)) drop('correspondentAccount', 'accountKey');
}

function readLine(cell: string, max: number): Read<string> {
  const text = cleanLine(cell);
  return text.length > max ? { ok: false, error: 'tooLong' } : { ok: true, value: text };
}

function findOwner(cell: string, owners: ReadonlyMap<string, string>): Read<string> {
  const id = owners.get(cleanLine(cell).toLowerCase());
  return id === undefined ? { ok: false, error: 'owner' } : { ok: true, value: id };
}
