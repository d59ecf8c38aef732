import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '~/domain/accounts/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';

interface Props {
  email: string;
  places: { organizationId: string; name: string; notices: { notice: Notice; isOn: boolean }[] }[];
}

/** A switch for each kind of e-mail in each organisation, as far as the person may see what the mail is about. */
export function NoticesForm({ email, places }: Props) {
  const { t } = useTranslation(['profile', 'common']);
  return (
    <Card title={t('notices.title')}>
      <Form method="post" className="flex flex-col gap-3">
        <p className="text-14 text-muted">{t('notices.intro', { email })}</p>
        {places.map(({ organizationId, name, notices }) => (
          <fieldset key={organizationId}>
            <legend className={places.length > 1 ? 'mb-1 text-13 font-medium' : 'sr-only'}>{name}</legend>
            {notices.map(({ notice, isOn }) => (
              <label key={notice} className="flex min-h-8 items-center gap-2.5 text-14 pointer-coarse:min-h-11">
                <input type="checkbox" name={notice} value={organizationId} defaultChecked={isOn} className="size-4.5 shrink-0 accent-accent" />
                {t(`notices.${notice}`)}
              </label>
            ))}
          </fieldset>
        ))}
        <Button name="intent" value="notices" className="self-start">{t('common:save')}</Button>
      </Form>
    </Card>
  );
}
