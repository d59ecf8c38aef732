import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { BookLock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { DateField } from '~/ui/date-field';
import { CheckboxField } from '~/ui/field';
import { formatDay } from '~/ui/format';

interface Props {
  /** The last closed day; null: nothing is closed. */
  closedThrough: string | null;
  today: string;
  canUpdate: boolean;
  answer: { result: SubmissionResult } | undefined;
}

interface Values {
  through: string;
  confirm: boolean | undefined;
}

/** Closing the books through a day, which is confirmed, and opening them again. */
export function BooksForms({ closedThrough, today, canUpdate, answer }: Props) {
  const { t, i18n } = useTranslation('money');
  const [form, fields] = useForm<Values>({ id: 'books', lastResult: answer?.result, defaultValue: { through: lastOfPreviousMonth(today) } });
  const through = closedThrough && formatDay(new Date(`${closedThrough}T00:00:00Z`), i18n.language, 'UTC');
  return (
    <Card title={t('settings.books.title')} className="max-w-3xl">
      <p className="-mt-2 mb-4 max-w-prose text-13 text-muted">{t('settings.books.intro')}</p>
      <p className="mb-4 flex items-center gap-2 text-14 font-medium" data-metric="books-closed-through" data-value={closedThrough ?? ''}>
        <BookLock aria-hidden="true" className="size-4 text-muted" />
        {through ? t('settings.books.through', { day: through }) : t('settings.books.allOpen')}
      </p>
      {canUpdate ? (
        <>
          <Form method="post" {...getFormProps(form)} className="flex flex-col gap-3" preventScrollReset>
            <input type="hidden" name="intent" value="close" />
            <input type="hidden" name="seen" value={closedThrough ?? ''} />
            <DateField field={fields.through} label={t('settings.books.day')} errorNs="money" max={today} className="max-w-60" />
            <CheckboxField field={fields.confirm} label={t('settings.books.confirm')} errorNs="money" />
            <div><Button look="primary">{t('settings.books.close')}</Button></div>
          </Form>
          {closedThrough ? (
            <Form method="post" className="mt-5 flex flex-wrap items-center gap-3 border-t border-line pt-4" preventScrollReset>
              <input type="hidden" name="intent" value="reopen" />
              <input type="hidden" name="seen" value={closedThrough} />
              <Button look="danger">{t('settings.books.open')}</Button>
              <span className="text-13 text-muted">{t('settings.books.openHint')}</span>
            </Form>
          ) : null}
        </>
      ) : null}
    </Card>
  );
}

/** What is usually closed: the month before. */
function lastOfPreviousMonth(today: string): string {
  return new Date(Date.parse(`${today.slice(0, 7)}-01`) - 1).toISOString().slice(0, 10);
}
