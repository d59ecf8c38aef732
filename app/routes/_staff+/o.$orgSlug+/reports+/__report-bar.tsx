import { Form, Link, useLocation, useSubmit } from '@remix-run/react';
import { Download, Filter, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { daysOfPeriod, NO_PERIOD, type PeriodFilter } from '~/domain/periods/period';
import { REPORT_PERIODS, reportSearch, type ReportFilter, type ReportName } from '~/domain/reports/report-filter';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { formatDay } from '~/ui/format';
import { RecordCombobox } from '~/ui/record-combobox';
import { segmentClass, SegmentLinks } from '../analytics+/__segment-links';

export interface ReportBarData {
  name: ReportName;
  filter: ReportFilter;
  today: string;
  optionsUrl: string;
  /** The role sees own figures only. */
  isOwn: boolean;
  /** Only the own pay. */
  isOwnPay: boolean;
  people: { managers: Choice[]; operators: Choice[] };
  machines: Choice[];
  services: Choice[];
  contactName: string | null;
  currencies: string[];
}

interface Choice {
  id: string;
  name: string;
}

/** Period, currency and conditions of a report, and the files of it. Links and forms: all of it is in the address. */
export function ReportBar({ name, filter, today, currencies, ...choices }: ReportBarData) {
  const { t } = useTranslation('reports');
  const { pathname } = useLocation();
  const to = (change: Partial<ReportFilter>) => `${pathname}?${reportSearch({ ...filter, ...change }).toString()}`;
  const period = (key: (typeof REPORT_PERIODS)[number]): PeriodFilter => (key === 'all' ? NO_PERIOD : { period: key, from: null, to: null });
  const shown = currencies.includes(filter.currency) ? currencies : [...currencies, filter.currency];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <SegmentLinks
        label={t('period.label')}
        segments={REPORT_PERIODS.map((key) => ({ key, label: t(`period.${key}`), to: to({ period: period(key) }), isCurrent: (filter.period.period ?? 'all') === key }))}
      />
      <Days filter={filter} today={today} />
      {shown.length > 1 ? <SegmentLinks label={t('currency')} segments={shown.map((currency) => ({ key: currency, label: currency, to: to({ currency }), isCurrent: currency === filter.currency }))} /> : null}
      {name === 'pay' && choices.isOwnPay ? null : <Conditions name={name} filter={filter} {...choices} />}
      <Files name={name} filter={filter} />
      <Chips filter={filter} name={name} to={to} {...choices} />
    </div>
  );
}

function Days({ filter, today }: Pick<ReportBarData, 'filter' | 'today'>) {
  const { t, i18n } = useTranslation('reports');
  const { from, to } = daysOfPeriod(filter.period, today);
  const day = (value: string) => formatDay(new Date(`${value}T12:00:00Z`), i18n.language, 'UTC');
  return (
    <details key={`${from} ${to}`} className="relative">
      <summary className={cx(segmentClass(filter.period.period === 'custom'), 'border border-line')}>
        {from ? t('period.range', { from: day(from), to: day(to ?? today) }) : t('period.untilToday')}
        <span className="sr-only">. {t('period.custom')}</span>
      </summary>
      <Form preventScrollReset className="absolute top-full left-0 z-30 mt-1.5 flex w-64 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float">
        <Kept filter={{ ...filter, period: NO_PERIOD }} without={['period']} />
        <input type="hidden" name="period" value="custom" />
        {(['from', 'to'] as const).map((side) => (
          <label key={side} className="flex flex-col gap-1 text-13 font-medium">
            {t(`period.${side}`)}
            <input type="date" name={side} defaultValue={(side === 'from' ? from : to) ?? today} required className={controlClass} />
          </label>
        ))}
        <Button>{t('period.show')}</Button>
      </Form>
    </details>
  );
}

function Kept({ filter, without }: { filter: ReportFilter; without: readonly string[] }) {
  return [...reportSearch(filter)].filter(([key]) => !without.includes(key)).map(([key, value]) => <input key={key} type="hidden" name={key} value={value} />);
}

type ConditionProps = Omit<ReportBarData, 'today' | 'currencies'>;

function Conditions({ name, filter, isOwn, people, machines, services, contactName, optionsUrl }: ConditionProps) {
  const { t } = useTranslation('reports');
  const submit = useSubmit();
  if (name === 'pay') {
    return (
      <Form key={filter.operatorId} onChange={(event) => void submit(event.currentTarget, { preventScrollReset: true })} className="no-print flex items-center gap-2">
        <Kept filter={filter} without={['operator']} />
        <Choose name="operator" label={t('filter.person')} value={filter.operatorId} choices={people.operators} />
        <noscript><Button size="small">{t('period.show')}</Button></noscript>
      </Form>
    );
  }
  return (
    <details key={reportSearch(filter).toString()} className="no-print relative">
      <summary className={cx(segmentClass(false), 'border border-line')}><Filter aria-hidden="true" className="size-4" />{t('filter.title')}</summary>
      <Form className="absolute top-full left-0 z-30 mt-1.5 flex w-72 flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float max-md:-left-24">
        <Kept filter={filter} without={['contact', 'item', 'operator', 'manager']} />
        <div className="flex flex-col gap-1">
          <label htmlFor="report-contact" className="text-13 font-medium">{t('filter.client')}</label>
          <RecordCombobox id="report-contact" name="contact" optionsUrl={optionsUrl} selected={filter.contactId && contactName ? { id: filter.contactId, label: contactName } : null} />
        </div>
        <label className="flex flex-col gap-1 text-13 font-medium">
          {t('filter.item')}
          <select name="item" defaultValue={filter.itemId ?? ''} className={controlClass}>
            <option value="">{t('filter.any')}</option>
            <optgroup label={t('filter.machines')}>{machines.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</optgroup>
            <optgroup label={t('filter.services')}>{services.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</optgroup>
          </select>
        </label>
        <Choose name="operator" label={t('filter.operator')} value={filter.operatorId} choices={people.operators} any={t('filter.any')} />
        {isOwn ? null : <Choose name="manager" label={t('filter.manager')} value={filter.manager} choices={people.managers} any={t('filter.any')} />}
        <Button>{t('period.show')}</Button>
      </Form>
    </details>
  );
}

function Choose({ name, label, value, choices, any }: { name: string; label: string; value: string | null; choices: Choice[]; any?: string }) {
  return (
    <label className="flex flex-col gap-1 text-13 font-medium">
      {label}
      <select name={name} defaultValue={value ?? ''} className={controlClass}>
        {any ? <option value="">{any}</option> : null}
        {choices.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
    </label>
  );
}

/** What the report is narrowed to, each with its way out. */
function Chips({ filter, name, to, isOwn, people, machines, services, contactName }: ConditionProps & { to: (change: Partial<ReportFilter>) => string }) {
  const { t } = useTranslation('reports');
  if (name === 'pay') return null;
  const of = (choices: Choice[], id: string | null) => choices.find((one) => one.id === id)?.name ?? t('filter.gone');
  const chips = [
    ...(filter.contactId ? [{ key: 'client', text: contactName ?? t('filter.gone'), without: { contactId: null } }] : []),
    ...(filter.itemId ? [{ key: 'item', text: of([...machines, ...services], filter.itemId), without: { itemId: null } }] : []),
    ...(filter.operatorId ? [{ key: 'operator', text: of(people.operators, filter.operatorId), without: { operatorId: null } }] : []),
    ...(filter.manager && filter.manager !== 'mine' ? [{ key: 'manager', text: of(people.managers, filter.manager), without: { manager: null } }] : []),
  ];
  return (
    <>
      {isOwn ? <p className="text-13 text-muted">{t('ownOnly')}</p> : null}
      {chips.length > 0 ? (
        <ul aria-label={t('filter.active')} className="flex w-full flex-wrap gap-2">
          {chips.map(({ key, text, without }) => (
            <li key={key}>
              <Link to={to(without)} preventScrollReset aria-label={t('filter.remove', { what: text })} className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-13 hover:border-line-strong pointer-coarse:min-h-11">
                <span className="text-muted">{t(`filter.${key}`)}:</span> {text} <X aria-hidden="true" className="size-3.5 text-muted" />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Files({ name, filter }: Pick<ReportBarData, 'name' | 'filter'>) {
  const { t } = useTranslation('reports');
  return (
    <div role="group" aria-label={t('files')} className="no-print flex items-center gap-1 md:ml-auto">
      <Download aria-hidden="true" className="size-4 text-muted" />
      {(['csv', 'xlsx', 'pdf'] as const).map((format) => (
        <a key={format} href={`../reports/export?${new URLSearchParams([...reportSearch(filter), ['report', name], ['format', format]]).toString()}`} download className="flex min-h-8 items-center rounded-control px-2 text-13 font-medium uppercase underline-offset-4 hover:underline pointer-coarse:min-h-11 pointer-coarse:px-3">
          {format}
        </a>
      ))}
    </div>
  );
}
