import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ButtonLink, SubmitButton } from '~/ui/button';

/** Signed in as the person who was invited: one button. */
export function AsUser({ email }: { email: string }) {
  const { t } = useTranslation('members');
  return (
    <Form method="post" className="flex flex-col gap-4">
      <p className="text-14 text-muted">{t('join.asUser', { email })}</p>
      <SubmitButton size="large" name="intent" value="accept" pendingLabel={t('join.pending')}>{t('join.accept')}</SubmitButton>
    </Form>
  );
}

/** Signed in as somebody else. */
export function AsOther({ email, current }: { email: string; current: string }) {
  const { t } = useTranslation('members');
  return (
    <Form method="post" reloadDocument className="flex flex-col gap-4">
      <p className="text-14 break-words">{t('join.other', { email, current })}</p>
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="switch" className="h-auto min-h-9 py-1.5 whitespace-normal!">{t('join.otherButton', { email })}</SubmitButton>
        <ButtonLink to="/login" look="quiet">{t('join.otherStay')}</ButtonLink>
      </div>
    </Form>
  );
}

/** The address has an account: sign in and come back. */
export function SignInFirst({ email, to }: { email: string; to: string }) {
  const { t } = useTranslation('members');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-14 break-words text-muted">{t('join.signIn', { email })}</p>
      <ButtonLink to={to} look="primary" size="large">{t('join.signInButton')}</ButtonLink>
    </div>
  );
}
