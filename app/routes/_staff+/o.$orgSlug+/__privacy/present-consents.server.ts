import type { TFunction } from 'i18next';
import type { ConsentRecord } from '~/domain/privacy/consent-records.server';
import { formatDateTime } from '~/ui/format';

export interface ShownConsent {
  id: string;
  title: string;
  /** Version, where it was given, when; and when it was taken back. */
  line: string;
  isWithdrawn: boolean;
}

/** Consents in words. @param t of the namespace `personal-data` */
export function presentConsents(consents: readonly ConsentRecord[], { t, language, timeZone }: { t: TFunction; language: string; timeZone: string }): ShownConsent[] {
  const at = (date: Date) => formatDateTime(date, language, timeZone);
  return consents.map(({ id, kind, textVersion, source, givenAt, withdrawnAt }) => ({
    id,
    title: t(`consents.kinds.${kind}`),
    line: [t('given.line', { version: textVersion, source: t(`given.source.${source}`) }), at(givenAt), ...(withdrawnAt ? [t('given.withdrawn', { at: at(withdrawnAt) })] : [])].join(' · '),
    isWithdrawn: withdrawnAt !== null,
  }));
}
