import type { DocumentKind } from './document-kinds';
import type { DocumentSnapshot } from './document-snapshot';
import type { PlaceholderValues } from './placeholders';
import { findCompany, printedCompany } from './requisites.server';
import { sampleSnapshot } from './sample-snapshot';
import { placeholderValues } from './snapshot-values';
import type { DocumentTexts } from './template.schema';
import type { OrgDb } from '~/platform/db.server';
import type { Language } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';

/** An invented order of the own company, with these words. */
export async function sampleOf(db: OrgDb, kind: DocumentKind, texts: DocumentTexts): Promise<DocumentSnapshot> {
  const [company, t] = await Promise.all([findCompany(db), getFixedT(texts.language, 'documents')]);
  const { logoFileId, signatureFileId } = company;
  return sampleSnapshot({ kind, language: texts.language, texts, shift: t('paper.shift'), hour: t('paper.hour'), company: printedCompany(company), logoFileId, signatureFileId });
}

/** What the placeholders stand for in that order. */
export async function sampleValues(db: OrgDb, kind: DocumentKind, language: Language): Promise<PlaceholderValues> {
  const snapshot = await sampleOf(db, kind, { language, title: '', introduction: '', terms: '', footer: '' });
  return placeholderValues({ ...snapshot, description: null });
}
