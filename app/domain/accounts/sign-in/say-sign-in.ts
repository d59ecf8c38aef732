import type { TFunction } from 'i18next';
import type { Device } from './device';
import type { SignInPlace } from './sign-in-place';

/** "Chrome on Windows". @param t of the namespace `profile` */
export function sayDevice({ browser, system }: Device, t: TFunction): string {
  if (browser && system) return t('sessions.browserOnSystem', { browser, system });
  return browser ?? system ?? t('sessions.unknown');
}

/** "Germany", "local network"; null where nothing is known. @param t of the namespace `profile` */
export function sayPlace(place: SignInPlace, t: TFunction, language: string): string | null {
  if (place.kind === 'unknown') return null;
  if (place.kind === 'local') return t('places.local');
  return new Intl.DisplayNames(language, { type: 'region' }).of(place.code) ?? place.code;
}
