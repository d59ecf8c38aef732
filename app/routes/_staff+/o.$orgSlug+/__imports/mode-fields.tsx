import { useTranslation } from 'react-i18next';
import { IN_FILE, MODES } from '~/domain/imports/import-modes';
import type { ImportView } from './load-import.server';

const choiceClass = 'flex items-start gap-2.5 rounded-control px-1 text-14 pointer-coarse:min-h-11 pointer-coarse:py-2.5';

/** What happens to clients who are there already, and how they are recognised. */
export function ModeFields({ columns }: { columns: NonNullable<ImportView['columns']> }) {
  const { t } = useTranslation('imports');
  const { choices, keys, canUpdate } = columns;
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">{t('mode.what')}</legend>
        {MODES.filter((mode) => canUpdate || mode === 'create').map((mode) => (
          <label key={mode} className={choiceClass}>
            <input type="radio" name="mode" value={mode} defaultChecked={choices.mode === mode} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
            <span>
              {t(`mode.${mode}`)}
              <span className="block text-12 text-muted">{t(`mode.${mode}Hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">{t('mode.keys')}</legend>
        {keys.map(({ value, label, isAvailable }) => (
          <label key={value} className={choiceClass}>
            <input type="checkbox" name="keys" value={value} defaultChecked={choices.keys.some((key) => key === value)} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
            <span className={isAvailable ? undefined : 'text-muted'}>
              {label}
              {isAvailable ? null : <span className="block text-12">{t('mode.keyNotMapped')}</span>}
            </span>
          </label>
        ))}
        <p className="text-12 text-muted">{t('mode.keysHint')}</p>
      </fieldset>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">{t('inFile.title')}</legend>
        {IN_FILE.map((way) => (
          <label key={way} className={choiceClass}>
            <input type="radio" name="inFile" value={way} defaultChecked={choices.inFile === way} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
            {t(`inFile.${way}`)}
          </label>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-13 font-medium">{t('lenient.title')}</legend>
        <label className={choiceClass}>
          <input type="checkbox" name="isLenient" defaultChecked={choices.isLenient} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
          <span>
            {t('lenient.label')}
            <span className="block text-12 text-muted">{t('lenient.hint')}</span>
          </span>
        </label>
      </fieldset>
    </div>
  );
}
