import { Form } from '@remix-run/react';
import { CircleCheck, FileText, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { formatDateTime } from '~/ui/format';
import { DocumentRow } from './document-row';
import type { DocumentsAnswer } from './documents-answer';
import type { OrderDocumentsData } from './load-documents.server';

/** The papers of an order: those that were made, with their numbers and sums, and what can be made now. */
export function OrderDocuments({ data, answer }: { data: OrderDocumentsData; answer?: DocumentsAnswer | undefined }) {
  const { t, i18n } = useTranslation('documents');
  const { documents, canIssue, quoteAcceptedAt, timeZone } = data;
  return (
    <Card id="documents" title={t('panel.title')} aside={documents.length > 0 ? documents.length : null}>
      {quoteAcceptedAt ? (
        <p data-metric="quote-accepted" data-value={1} className="mb-3 flex items-center gap-2 text-13 text-ok">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
          {t('panel.accepted', { at: formatDateTime(quoteAcceptedAt, i18n.language, timeZone) })}
        </p>
      ) : null}
      {documents.length > 0 ? (
        <ul className="-mx-2 flex flex-col">
          {documents.map((document) => (
            <DocumentRow key={document.id} document={document} data={data} answer={answer?.intent === 'send' && answer.values.documentId === document.id ? answer : undefined} />
          ))}
        </ul>
      ) : (
        <p className="flex items-center gap-2 text-14 text-muted">
          <FileText aria-hidden="true" className="size-4 shrink-0" />
          {t('panel.none')}
        </p>
      )}
      {canIssue ? <IssueForm data={data} answer={answer?.intent === 'issue' ? answer : undefined} /> : null}
    </Card>
  );
}

function IssueForm({ data: { base, kinds, today, lacksRequisites, requisitesPage }, answer }: { data: OrderDocumentsData; answer: DocumentsAnswer | undefined }) {
  const { t } = useTranslation('documents');
  const obstacles = [...new Set(kinds.flatMap(({ obstacle }) => obstacle ?? []))];
  const withoutRequisites = lacksRequisites && kinds.some(({ kind, obstacle }) => kind === 'INVOICE' && !obstacle);
  return (
    <Form method="post" action={base} preventScrollReset className="mt-4 flex flex-col gap-3 border-t border-line pt-4 no-print">
      <input type="hidden" name="intent" value="issue" />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-13 font-medium">{t('panel.make')}</h3>
        <label className="flex items-center gap-2 text-13 text-muted">
          {t('panel.day')}
          <input type="date" name="day" required defaultValue={answer?.values.day ?? today} aria-invalid={answer ? true : undefined} aria-describedby={answer ? 'document-day-error' : undefined} className={cx(controlClass, 'w-auto')} />
        </label>
      </div>
      {answer?.errors.day ? <p id="document-day-error" role="alert" className="text-13 text-danger">{t(answer.errors.day)}</p> : null}
      <div className="flex flex-wrap gap-2">
        {kinds.map(({ kind, obstacle }) => (
          <button key={kind} name="kind" value={kind} disabled={obstacle !== null} className={buttonClass('secondary', 'small')}>
            <Plus aria-hidden="true" className="size-4" />
            {t(`kinds.${kind}`)}
          </button>
        ))}
      </div>
      {obstacles.length > 0 ? <p className="text-12 text-muted">{obstacles.map((obstacle) => t(`obstacles.${obstacle}`)).join(' ')}</p> : null}
      {withoutRequisites ? (
        <Alert tone="info">
          {t('panel.noRequisites')} {requisitesPage ? <a href={requisitesPage} className="font-medium text-accent underline underline-offset-4">{t('panel.toRequisites')}</a> : t('panel.askAdmin')}
        </Alert>
      ) : null}
    </Form>
  );
}
