import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';

interface Props {
  email: string;
  notices: { organizationId: string; name: string; notifyNewLeads: boolean }[];
}

/** One switch for each organisation whose requests the person may see. */
export function LeadNoticesForm({ email, notices }: Props) {
  const { t } = useTranslation(['profile', 'common']);
  return (
    <Card title={t('notices.title')}>
      <Form method="post" className="flex flex-col gap-3">
        <fieldset>
          <legend className="mb-2 text-14 text-muted">{t('notices.intro', { email })}</legend>
          {notices.map(({ organizationId, name, notifyNewLeads }) => (
            <label key={organizationId} className="flex min-h-8 items-center gap-2.5 text-14 pointer-coarse:min-h-11">
              <input type="checkbox" name="organizationId" value={organizationId} defaultChecked={notifyNewLeads} className="size-4.5 shrink-0 accent-accent" />
              {name}
            </label>
          ))}
        </fieldset>
        <Button name="intent" value="notices" className="self-start">{t('common:save')}</Button>
      </Form>
    </Card>
  );
}
