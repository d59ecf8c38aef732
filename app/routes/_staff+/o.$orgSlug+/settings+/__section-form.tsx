import { getFormProps, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ConflictAlert, type ConflictRow } from './__conflict';

interface Props<T extends Record<string, unknown>> {
  form: FormMetadata<T, string[]>;
  title: ReactNode;
  intro: ReactNode;
  /** Of the settings as they are now: the next save goes on from there. */
  version: number;
  canUpdate: boolean;
  conflict: ConflictRow[] | null;
  children: ReactNode;
}

/** One section of the settings: reads the same for those who may not change it. */
export function SectionForm<T extends Record<string, unknown>>({ form, title, intro, version, canUpdate, conflict, children }: Props<T>) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-3xl">
      <Card title={title}>
        <p className="-mt-2 mb-5 max-w-prose text-13 text-muted">{intro}</p>
        <div className="flex flex-col gap-5">
          {canUpdate ? null : <Alert tone="info">{t('readOnly')}</Alert>}
          {conflict ? <ConflictAlert rows={conflict} /> : null}
          <input type="hidden" name="version" value={version} />
          <fieldset disabled={!canUpdate} className="flex min-w-0 flex-col gap-5">{children}</fieldset>
          {canUpdate ? (
            <div>
              <SubmitButton pendingLabel={t('saving')}>{t('common:save')}</SubmitButton>
            </div>
          ) : null}
        </div>
      </Card>
    </Form>
  );
}
