import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { SelectField } from '~/ui/field';
import type { MemberPageData } from './load-member.server';

/** Taking a member out, or leaving oneself: opened first, so that nobody does it in passing; the work in hand can be given on. */
export function RemoveForm({ page, lastResult }: { page: Pick<MemberPageData, 'member' | 'organization' | 'work' | 'takers'>; lastResult?: SubmissionResult<string[]> }) {
  const { t } = useTranslation('members');
  const { member, organization, work, takers } = page;
  const [form, fields] = useForm<{ handOverTo: string }>({ id: 'remove', lastResult });
  const kind = member.isYou ? 'leave' : 'remove';
  return (
    <Card title={t(`${kind}.title`)}>
      <p className="-mt-2 mb-3 max-w-prose text-14 text-muted">{t(`${kind}.text`, { name: member.name, organization })}</p>
      <details open={lastResult ? true : undefined}>
        <summary className={buttonClass('danger', 'normal', 'cursor-pointer')}>{t(`${kind}.open`)}</summary>
        <Form method="post" {...getFormProps(form)} className="mt-4 flex flex-col items-start gap-4 border-t border-line pt-4">
          <div>
            <h3 className="text-14 font-semibold">{t('work.title')}</h3>
            {work.length === 0 ? <p className="text-14 text-muted">{t('work.none')}</p> : (
              <ul className="mt-1 list-inside list-disc text-14">
                {work.map(({ kind: what, count }) => <li key={what}>{t(`work.${what}`, { count })}</li>)}
              </ul>
            )}
          </div>
          {work.length > 0 && takers.length > 0 ? (
            <SelectField field={fields.handOverTo} label={t('work.handOverTo')} hint={t('work.hint')} errorNs="members" emptyLabel={t('work.keep')} options={takers.map(({ id, name }) => ({ value: id, label: name }))} className="w-full max-w-96" />
          ) : null}
          <Button look="danger" name="intent" value="remove">{t(`${kind}.submit`)}</Button>
        </Form>
      </details>
    </Card>
  );
}
