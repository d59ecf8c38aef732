import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FILE_LIMITS, FORM_SECTIONS, formFields } from '~/domain/leads/form-fields';
import { sectionTrackKey, SUBMIT_TRACK_KEY } from '~/domain/leads/form-track-keys';
import { HONEYPOT_FIELD } from '~/domain/leads/spam';
import { buttonClass } from './button';
import { cx } from './class-names';
import { TrackedControl } from './public-form-control';
import { errorText, PublicFormField } from './public-form-field';
import type { FormChoices, FormErrors } from './public-form-types';

interface PublicFormProps {
  services: readonly { id: string; name: string }[];
  values?: Partial<Record<string, string>>;
  errors?: FormErrors;
  privacyUrl: string;
  /** What makes the form live: its signed token and what the collector needs. Without it the form is a picture of itself. */
  live?: { token: string; organizationId: string; viewId: string; formVersion: string; isStrict: boolean };
  /** Data URLs by track key, drawn over the controls. */
  heat?: Record<string, string>;
}

/**
 * The public request form. It is laid out by the width of its container, not of the window, so that the heatmap can show
 * it as it is at any breakpoint. Rendered without React in the browser: app/browser/public-form.ts adds the comfort.
 */
export function PublicForm({ services, values = {}, errors = {}, privacyUrl, live, heat }: PublicFormProps) {
  const { t } = useTranslation('form');
  const choices: FormChoices = (name) =>
    name === 'serviceId'
      ? services.map((service) => ({ value: service.id, label: service.name }))
      : (formFields.find((field) => field.name === name)?.options ?? []).map((value) => ({ value, label: t(`options.${name}.${value}`) }));

  const sections = FORM_SECTIONS.map(({ key, fields }, index) => (
    <section
      key={key}
      id={sectionTrackKey(key)}
      data-section={index}
      data-track={sectionTrackKey(key)}
      aria-labelledby={`${key}-title`}
      className="relative scroll-mt-20 rounded-card border border-line bg-surface px-4 py-6 shadow-card @md:px-7 @md:py-7"
    >
      <div className="mb-5 flex flex-col gap-1">
        <div className="flex items-center justify-between gap-4">
          <p className="text-13 font-medium text-muted">{t('step', { n: index + 1, total: FORM_SECTIONS.length })}</p>
          <span aria-hidden="true" className="flex gap-1">
            {FORM_SECTIONS.map((section, number) => (
              <span key={section.key} className={cx('h-1 w-6 rounded-full', number <= index ? 'bg-accent' : 'bg-line')} />
            ))}
          </span>
        </div>
        <h2 id={`${key}-title`} className="text-20 font-semibold tracking-tight">{t(`sections.${key}.title`)}</h2>
        {key === 'company' ? <p className="text-14 text-muted">{t('sections.company.hint')}</p> : null}
      </div>
      <div className="flex flex-col gap-5">
        {fields.map((field) => (
          <PublicFormField key={field.name} field={field} value={values[field.name]} errors={errors[field.name]} choices={choices} heat={heat} />
        ))}
      </div>
      {heat?.[sectionTrackKey(key)] ? (
        <img src={heat[sectionTrackKey(key)]} alt="" data-heat={sectionTrackKey(key)} className="pointer-events-none absolute -inset-px h-[calc(100%+2px)] w-[calc(100%+2px)] max-w-none rounded-card" />
      ) : null}
    </section>
  ));

  const footer = (
    <div className="flex flex-col gap-4 @md:flex-row-reverse @md:items-center @md:justify-end @md:gap-5">
      <p className="text-13 text-muted">
        {t('privacyLead')}{' '}
        <a href={privacyUrl} className="text-accent underline underline-offset-4">{t('privacyLink')}</a>.
      </p>
      <TrackedControl name={SUBMIT_TRACK_KEY} heat={heat} className="@md:shrink-0">
        <button type={live ? 'submit' : 'button'} data-track={SUBMIT_TRACK_KEY} className={buttonClass('primary', 'large', 'w-full @md:w-auto @md:px-8')}>
          {t('submit')}
        </button>
      </TrackedControl>
    </div>
  );

  if (!live) {
    return <div {...notUsable} className="@container max-w-[40rem]"><div className="flex flex-col gap-4">{sections}{footer}</div></div>;
  }
  return (
    <form
      method="post"
      encType="multipart/form-data"
      className="@container max-w-[40rem]"
      data-public-form
      data-collect
      data-org={live.organizationId}
      data-view={live.viewId}
      data-form-version={live.formVersion}
      data-strict={live.isStrict ? '' : undefined}
      data-max-files={FILE_LIMITS.count}
      data-max-bytes={FILE_LIMITS.bytes}
      data-accept={FILE_LIMITS.accept}
      data-sending-text={t('sending')}
      data-remove-text={t('removeFile', { name: '%' })}
      data-files-too-many-text={t('errors.filesTooMany', { count: FILE_LIMITS.count })}
      data-files-too-large-text={t('errors.filesTooLarge', { size: FILE_LIMITS.bytes / 1024 / 1024, names: '%' })}
      data-files-type-text={t('errors.filesType', { names: '%' })}
    >
      <input type="hidden" name="token" value={live.token} />
      <div className="flex flex-col gap-4">
        <ErrorSummary errors={errors} />
        {sections}
        <div aria-hidden="true" className="absolute -left-[200vw] h-px w-px overflow-hidden">
          <label htmlFor={HONEYPOT_FIELD}>{t('honeypot')}</label>
          <input id={HONEYPOT_FIELD} name={HONEYPOT_FIELD} tabIndex={-1} autoComplete="off" />
        </div>
        {footer}
      </div>
    </form>
  );
}

/** Neither focus nor pointer reaches a picture of the form; React 18 knows the attribute only as text. */
const notUsable = { inert: '' };

/** The browser's own focus on loading: without any script the reader starts at what is wrong. */
const focusFirst = { autoFocus: true };

function ErrorSummary({ errors }: { errors: FormErrors }) {
  const { t } = useTranslation('form');
  const wrong = formFields.flatMap((field) => {
    const [error] = errors[field.name] ?? [];
    return error ? [{ field, text: errorText(t, field, error.key, error.params) }] : [];
  });
  if (wrong.length === 0) return null;
  return (
    <div role="alert" tabIndex={-1} {...focusFirst} data-error-summary className="flex gap-3 rounded-card border border-danger bg-danger-soft px-4 py-4 @md:px-6">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="flex flex-col gap-2">
        <h2 className="text-16 font-semibold text-danger">{t('errorSummary.title', { count: wrong.length })}</h2>
        <p className="text-14">{t('errorSummary.text')}</p>
        <ul className="flex flex-col gap-1">
          {wrong.map(({ field, text }) => (
            <li key={field.name} className="text-14">
              <a href={`#${field.name}`} className="font-medium text-danger underline underline-offset-4">
                {t(`fields.${field.name}.label`)}: {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
