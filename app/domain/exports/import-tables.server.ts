import type { TFunction } from 'i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { ContactImport } from '~/domain/imports/contact-import.server';
import { readProblemCells, type ProblemKind } from '~/domain/imports/problem-rows.server';
import { sayProblem } from '~/domain/imports/say-problem';
import type { OrgDb } from '~/platform/db.server';
import type { ExportTable } from './export-rows.server';

interface Words {
  /** Of the namespace `imports`. */
  t: TFunction;
  language: string;
}

export interface ProblemTable extends Words {
  record: ContactImport;
  customFields: readonly CustomField[];
  runId: string;
  kind: ProblemKind;
}

/** Rows of an import or its trial with what is wrong, in the columns of the file: to repair and load again. */
export function problemTable(db: OrgDb, { record, customFields, runId, kind, t, language }: ProblemTable): ExportTable {
  const heads = [...record.columns.map(({ label }) => label), t(`problems.${kind}`)];
  const rows = readProblemCells(db, record, runId, kind, (problems) => problems.map((problem) => sayProblem(t, problem, customFields)).join(' '));
  return { fileName: `${record.fileName.replace(/\.\w{1,5}$/, '')} - ${t(`problems.${kind}`)}`, heads, rows, language };
}

const SAMPLE_FIELDS = ['name', 'kind', 'contactPerson', 'phones', 'emails', 'city', 'address', 'inn', 'tags', 'source', 'notes'] as const;

/** The heads that an import understands, and one row to look at. */
export function sampleTable({ t, language }: Words): ExportTable {
  async function* rows() {
    yield await Promise.resolve(SAMPLE_FIELDS.map((field) => t(`sample.${field}`)));
  }
  return { fileName: t('sample.fileName'), heads: SAMPLE_FIELDS.map((field) => t(`field.${field}`)), rows: rows(), language };
}
