import type { FieldMetadata } from '@conform-to/react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import { CURRENCIES } from '../organization-options';
import { suggestSlug } from '../organization-slug';

type Names = 'organizationName' | 'slug' | 'timeZone' | 'currency' | 'services';

/** What every new organisation is asked for: at the first visit and for each further one. */
export function OrganizationFields({ fields, zones }: { fields: Record<Names, FieldMetadata<never> | FieldMetadata<string | undefined>>; zones: string[] }) {
  const { t, i18n } = useTranslation('auth');
  const currencyNames = new Intl.DisplayNames(i18n.language, { type: 'currency' });
  return (
    <>
      <TextField field={fields.organizationName} label={t('setup.organizationName')} errorNs="auth" autoComplete="organization" />
      <TextField field={fields.slug} label={t('setup.slug')} hint={t('setup.slugHint')} errorNs="auth" autoComplete="off" autoCapitalize="none" spellCheck={false} />
      <SelectField field={fields.timeZone} label={t('setup.timeZone')} errorNs="auth" options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} />
      <SelectField field={fields.currency} label={t('setup.currency')} errorNs="auth" options={CURRENCIES.map((code) => ({ value: code, label: `${code} — ${currencyNames.of(code) ?? code}` }))} />
      <TextareaField field={fields.services} label={t('setup.services')} hint={t('setup.servicesHint')} errorNs="auth" placeholder={t('setup.servicesPlaceholder')} />
    </>
  );
}

/** Of a form around these fields: fills the address from the name for as long as nobody has typed one; without JavaScript the server does it. */
export function suggestAddress(event: FormEvent<HTMLFormElement>) {
  const { target, currentTarget } = event;
  const slug = currentTarget.elements.namedItem('slug');
  if (!(target instanceof HTMLInputElement) || !(slug instanceof HTMLInputElement)) return;
  if (target === slug) slug.dataset.typed = slug.value ? 'yes' : '';
  if (target.name === 'organizationName' && !slug.dataset.typed) slug.value = suggestSlug(target.value);
}
