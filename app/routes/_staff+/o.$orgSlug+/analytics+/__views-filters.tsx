import { Form, useSubmit } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { BREAKPOINTS } from '~/domain/behavior/batch';
import { OUTCOMES, periodSearch, type ViewsFilter } from '~/domain/behavior/behavior-filter';
import { SCREENS } from '~/domain/behavior/screens';
import { formFields } from '~/domain/leads/form-fields';
import { Button } from '~/ui/button';
import { controlClass } from '~/ui/field';
import { useElementName } from './__element-name';

/** Which views the list shows. Chosen with JavaScript it follows at once, without it the button is pressed. */
export function ViewsFilters({ filter }: { filter: ViewsFilter }) {
  const { t } = useTranslation('analytics');
  const nameOf = useElementName();
  const submit = useSubmit();
  const select = (name: string, label: string, value: string, options: [value: string, label: string][]) => (
    <label className="flex flex-col gap-1 text-13 text-muted max-md:w-[calc(50%-0.375rem)]">
      {label}
      <select name={name} defaultValue={value} className={`${controlClass} md:w-auto md:max-w-56`}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </label>
  );
  const box = (name: 'measured' | 'upset') => (
    <label className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
      <input type="checkbox" name={name} value="1" defaultChecked={filter[name]} className="size-4 accent-accent" />
      {t(`views.${name}`)}
    </label>
  );
  return (
    <Form
      key={JSON.stringify(filter)}
      aria-label={t('views.filters')}
      preventScrollReset
      onChange={(event) => void submit(event.currentTarget, { preventScrollReset: true, replace: true })}
      className="no-print flex flex-wrap items-end gap-x-3 gap-y-2"
    >
      {Object.entries(periodSearch(filter)).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {select('outcome', t('views.outcome'), filter.outcome, OUTCOMES.map((outcome) => [outcome, t(`views.outcomes.${outcome}`)]))}
      {select('width', t('views.breakpoint'), filter.breakpoint ?? '', [
        ['', t('views.anyScreen')],
        ...BREAKPOINTS.map((breakpoint): [string, string] => [breakpoint, `${t(`screens.${breakpoint}`)}, ${t('screens.px', { width: SCREENS[breakpoint].width })}`]),
      ])}
      {select('field', t('views.lastField'), filter.lastField ?? '', [['', t('views.anyField')], ...formFields.map(({ name }): [string, string] => [name, nameOf(name)])])}
      <div className="flex flex-wrap gap-x-4">
        {box('measured')}
        {box('upset')}
      </div>
      <noscript><Button>{t('period.show')}</Button></noscript>
    </Form>
  );
}
