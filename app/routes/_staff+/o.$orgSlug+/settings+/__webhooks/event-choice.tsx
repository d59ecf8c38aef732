import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { ALL_EVENTS, WEBHOOK_AREAS, WEBHOOK_EVENTS } from '~/domain/webhooks/events';

/** Which events an endpoint is told of: all that there are and will be, or chosen ones, by area. */
export function EventChoice({ field, chosen }: { field: FieldMetadata<string[]>; chosen: readonly string[] }) {
  const { t } = useTranslation('webhooks');
  const box = (value: string, label: string, hint: string | null) => (
    <label key={value} className="flex min-h-6 items-start gap-2.5 text-14 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
      <input type="checkbox" name={field.name} value={value} defaultChecked={chosen.includes(value)} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
      <span className="min-w-0">
        {label}
        {hint ? <span className="block font-mono text-12 break-all text-muted">{hint}</span> : null}
      </span>
    </label>
  );
  return (
    <fieldset aria-describedby={field.errors ? field.errorId : undefined} className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-13 font-medium">{t('events.legend')}</legend>
      {box(ALL_EVENTS, t('events.all'), null)}
      <div className="grid gap-x-6 gap-y-4 rounded-control bg-sunken p-4 sm:grid-cols-2 xl:grid-cols-3">
        {WEBHOOK_AREAS.map((area) => (
          <div key={area} role="group" aria-labelledby={`events-${area}`} className="flex flex-col gap-1.5">
            <p id={`events-${area}`} className="text-12 font-medium text-muted">{t(`areas.${area}`)}</p>
            {WEBHOOK_EVENTS[area].map((type) => box(type, t(`events.${type.replace('.', '_')}`), type))}
          </div>
        ))}
      </div>
      {field.errors ? <p id={field.errorId} className="text-13 text-danger">{field.errors.map((key) => t(key)).join(' ')}</p> : null}
    </fieldset>
  );
}
