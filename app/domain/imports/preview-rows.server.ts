import { listMemberLogins } from '~/domain/accounts/members/members.server';
import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { orgDb, type OrgDb } from '~/platform/db.server';
import type { ContactImport, Importer } from './contact-import.server';
import { convertRow, type ConvertedRow } from './convert-row';
import { findMatches } from './find-matches.server';
import { keysOf } from './match-keys';
import { emptySeen, planRows, type Decision, type KnownContact } from './plan-rows';
import { readFirstRows } from './problem-rows.server';
import { fileRowNumber } from './take-file.server';

export interface PreviewRow extends Pick<Decision, 'outcome' | 'problems'> {
  /** As a spreadsheet numbers it. */
  row: number;
  patch: ConvertedRow['patch'];
}

const ROWS = 8;

/** What the first rows of the file would become with the present choices. Writes nothing and locks nothing. */
export async function previewRows(db: OrgDb, importer: Importer, record: ContactImport, customFields: readonly CustomField[]): Promise<PreviewRow[]> {
  const { organizationId, userId, timeZone, reach } = importer;
  const [members, first] = await Promise.all([listMemberLogins(db, 'contacts'), readFirstRows(record, ROWS)]);
  const fields = activeFields(customFields);
  const owners = new Map(members.flatMap(({ id, name, email }): [string, string][] => [[name.toLowerCase(), id], [email.toLowerCase(), id]]));
  const rows = first.map(({ position, cells }) => convertRow(position, cells, { columns: record.choices.columns, customFields: fields, owners }));
  const keys = new Set(rows.flatMap(({ patch }) => keysOf(patch, record.choices.keys)));
  const found = await orgDb(organizationId).$transaction((tx) => findMatches(tx, { organizationId, userId, timeZone, reach }, [...keys]));
  // whether a known contact would change is for the trial to say: here it counts as a change
  const known = new Map([...found.values()].flat().map((id) => [id, strangerOf(id)]));
  const options = { ...record.choices, requiredFields: fields.filter(({ isRequired }) => isRequired) };
  const { decisions } = planRows({ rows, found, known, options, newId: String }, emptySeen());
  return decisions.map(({ position, outcome, problems }, index) => ({
    row: fileRowNumber(position, record.format), outcome, problems, patch: rows[index]?.patch ?? { custom: {} },
  }));
}

function strangerOf(id: string): KnownContact {
  return {
    id, version: 0, isEditable: true, kind: 'PERSON', name: '', contactPerson: null, phones: [], emails: [], address: null, city: null, inn: null, kpp: null,
    bankName: null, bik: null, bankAccount: null, correspondentAccount: null, notes: null, tags: [], source: null, custom: {}, ownerId: null,
  };
}
