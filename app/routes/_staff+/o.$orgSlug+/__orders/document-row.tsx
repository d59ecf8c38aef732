import { Form } from '@remix-run/react';
import { ChevronDown, Download, FileText, Send } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '~/domain/documents/paper-dates';
import { formatMoney } from '~/domain/money/money-text';
import { SubmitButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { RelativeTime } from '~/ui/relative-time';
import type { DocumentsAnswer } from './documents-answer';
import type { OrderDocumentsData } from './load-documents.server';

interface Props {
  document: OrderDocumentsData['documents'][number];
  data: OrderDocumentsData;
  answer: DocumentsAnswer | undefined;
}

/** One paper: what it is, its day and sum, whether it was sent; sending opens in place. */
export function DocumentRow({ document, data, answer }: Props) {
  const { t, i18n } = useTranslation('documents');
  const { id, kind, number, total, currency, sentAt, sentTo, isReplaced } = document;
  const language = i18n.language === 'en' ? 'en' : 'ru';
  const day = document.day.toISOString().slice(0, 10);
  return (
    <li data-row="document" data-id={id} className={cx('flex flex-col gap-1 rounded-control px-2 py-2 hover:bg-raised', isReplaced && 'opacity-75')}>
      <div className="flex items-start gap-2.5">
        <FileText aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <a href={`${data.base}/${id}`} download className="inline-flex items-center gap-1.5 text-14 font-medium hover:text-accent hover:underline">
              {t(`kinds.${kind}`)} {number}
              <Download aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
              <span className="sr-only">{t('panel.download')}</span>
            </a>
            <span className="text-14 tabular-nums" data-metric="document-total" data-value={total}>{formatMoney(total, currency, language)}</span>
          </p>
          <p className="text-12 text-muted">
            {formatDay(day, language)}
            {isReplaced ? ` · ${t('panel.replaced')}` : ''}
            {sentAt ? <> · {t('panel.sent', { to: sentTo })} <RelativeTime at={sentAt} now={data.now} timeZone={data.timeZone} /></> : ` · ${t('panel.notSent')}`}
          </p>
        </div>
      </div>
      {data.canIssue ? <SendForm documentId={id} data={data} answer={answer} isAgain={sentAt !== null} /> : null}
    </li>
  );
}

function SendForm({ documentId, data, answer, isAgain }: { documentId: string; data: OrderDocumentsData; answer: DocumentsAnswer | undefined; isAgain: boolean }) {
  const { t } = useTranslation('documents');
  const id = useId();
  return (
    <details open={answer !== undefined} className="group pl-6 no-print">
      <summary className="inline-flex min-h-7 cursor-pointer items-center gap-1 text-13 text-accent select-none pointer-coarse:min-h-11">
        {isAgain ? t('send.again') : t('send.open')}
        <ChevronDown aria-hidden="true" className="size-3.5 group-open:rotate-180" />
      </summary>
      <Form method="post" action={data.base} preventScrollReset className="flex flex-col gap-2 pt-1 pb-2">
        <input type="hidden" name="documentId" value={documentId} />
        <label htmlFor={`${id}-to`} className="text-13 font-medium">{t('send.to')}</label>
        <input
          id={`${id}-to`} name="to" type="email" inputMode="email" autoComplete="off" required maxLength={255} defaultValue={answer?.values.to ?? data.clientEmail ?? ''}
          aria-invalid={answer?.errors.to ? true : undefined} aria-describedby={answer?.errors.to ? `${id}-to-error` : undefined} className={controlClass}
        />
        {answer?.errors.to ? <p id={`${id}-to-error`} role="alert" className="text-13 text-danger">{t(answer.errors.to)}</p> : null}
        <label htmlFor={`${id}-message`} className="text-13 font-medium">{t('send.message')}</label>
        <textarea id={`${id}-message`} name="message" rows={3} maxLength={2000} defaultValue={answer?.values.message ?? ''} aria-describedby={`${id}-message-hint`} className={cx(controlClass, 'py-2')} />
        {answer?.errors.message ? <p role="alert" className="text-13 text-danger">{t(answer.errors.message)}</p> : null}
        <p id={`${id}-message-hint`} className="text-12 text-muted">{t('send.hint')}</p>
        <div>
          <SubmitButton name="intent" value="send" size="small" pendingLabel={t('send.sending')}>
            <Send aria-hidden="true" className="size-4" />
            {t('send.submit')}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
