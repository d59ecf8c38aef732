import type { TFunction } from 'i18next';
import { QUARANTINE_REASONS } from '~/domain/leads/spam';

/** Why a request was set aside, in words. */
export function quarantineWords(t: TFunction, reason: string): string {
  const known = QUARANTINE_REASONS.find((name) => name === reason) ?? 'other';
  return t(`leads:quarantine.reasons.${known}`);
}
