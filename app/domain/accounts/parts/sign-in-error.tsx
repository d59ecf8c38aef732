import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';

/**
 * Why the password was not taken.
 * @param retryAfter seconds until the next attempt; 0: the password (or the e-mail) was wrong
 */
export function SignInError({ retryAfter, wrong }: { retryAfter: number; wrong: string }) {
  return retryAfter === 0 ? <Alert tone="danger">{wrong}</Alert> : <TooOften retryAfter={retryAfter} />;
}

/** That it was tried too often, and when it may be tried again. @param retryAfter seconds */
export function TooOften({ retryAfter }: { retryAfter: number }) {
  const { t, i18n } = useTranslation('auth');
  const relative = new Intl.RelativeTimeFormat(i18n.language);
  const when = retryAfter < 90 ? relative.format(retryAfter, 'second') : relative.format(Math.ceil(retryAfter / 60), 'minute');
  return <Alert tone="danger" title={t('blocked.title')}>{t('blocked.text', { when })}</Alert>;
}
