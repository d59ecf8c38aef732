import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';

/**
 * Why the password was not taken.
 * @param retryAfter seconds until the next attempt; 0: the password (or the e-mail) was wrong
 */
export function SignInError({ retryAfter, wrong }: { retryAfter: number; wrong: string }) {
  const { t, i18n } = useTranslation('auth');
  if (retryAfter === 0) return <Alert tone="danger">{wrong}</Alert>;
  const relative = new Intl.RelativeTimeFormat(i18n.language);
  const when = retryAfter < 90 ? relative.format(retryAfter, 'second') : relative.format(Math.ceil(retryAfter / 60), 'minute');
  return <Alert tone="danger" title={t('blocked.title')}>{t('blocked.text', { when })}</Alert>;
}
