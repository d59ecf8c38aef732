import { Link, useSearchParams } from '@remix-run/react';
import { ArrowDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FIELD_SORTS, MIN_REACHED, type FieldLine, type FieldSort } from '~/domain/behavior/field-lines';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { formatDuration, formatNumber, formatPercent } from '~/ui/format';
import { useElementName } from './__element-name';

interface Props {
  lines: FieldLine[];
  sort: FieldSort;
  /** Address of the views that were given up at a field. */
  leftAt: (field: string) => string;
}

const cell = 'py-1.5 pl-4 align-middle max-md:p-0';

/** Every field of the form: who came to it, how long it took, how often it was put right and given up. */
export function FieldsTable({ lines, sort, leftAt }: Props) {
  const { t, i18n } = useTranslation('analytics');
  const nameOf = useElementName();
  const number = (value: number) => formatNumber(value, i18n.language);
  const percent = (share: number) => formatPercent(share, i18n.language);
  const perVisitor = (value: number) => formatNumber(value, i18n.language, 2);
  const few = <span className="text-12 text-muted">{t('fields.few')}</span>;
  const hasFew = lines.some((line) => line.reached < MIN_REACHED);
  const most = Object.fromEntries(FIELD_SORTS.map((key) => [key, Math.max(0, ...lines.map((line) => line[key] ?? 0))]));
  const figures = (line: FieldLine): Record<FieldSort, ReactNode> => ({
    last: line.last > 0 ? (
      <Link to={leftAt(line.key)} aria-label={t('fields.lastLink', { name: nameOf(line.key), count: line.last })} className="text-accent underline-offset-4 hover:underline">
        {number(line.last)}{line.lastShare === null ? null : <span className="text-muted"> · {percent(line.lastShare)}</span>}
      </Link>
    ) : <span className="text-muted">0</span>,
    reached: <>{number(line.reached)}{line.reachedShare === null ? null : <span className="text-muted"> · {percent(line.reachedShare)}</span>}</>,
    timeMs: line.timeMs === null ? few : formatDuration(line.timeMs, i18n.language),
    corrections: line.corrections === null ? few : perVisitor(line.corrections),
    errors: line.errors === null ? few : perVisitor(line.errors),
  });
  return (
    <Card title={t('fields.title')} aside={sort === 'last' ? t('fields.hint') : null}>
      <table data-chart="fields" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('fields.caption')}</caption>
        <thead className="max-md:block">
          <tr className="text-12 text-muted max-md:mb-3 max-md:flex max-md:flex-wrap max-md:gap-x-4">
            <th scope="col" className="pb-2 text-left font-medium max-md:sr-only">{t('fields.name')}</th>
            {FIELD_SORTS.map((key) => <SortHead key={key} column={key} isCurrent={key === sort} />)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {lines.map((line) => (
            <tr
              key={line.key}
              data-row="field"
              data-id={line.key}
              className="border-t border-line hover:bg-raised max-md:grid max-md:grid-cols-3 max-md:gap-x-3 max-md:gap-y-2 max-md:py-3"
            >
              <th scope="row" className="py-2 text-left font-medium max-md:col-span-3 max-md:p-0">{nameOf(line.key)}</th>
              {FIELD_SORTS.map((key) => (
                <td key={key} data-metric={`field-${key}`} data-value={line[key] ?? ''} className={cx(cell, key === sort && 'font-medium')}>
                  <span className="block text-12 text-muted md:hidden">{t(`fields.${key}`)}</span>
                  <span className="flex items-center justify-end gap-2.5 whitespace-nowrap tabular-nums max-md:justify-start">
                    <span>{figures(line)[key]}</span>
                    <Bar share={(line[key] ?? 0) / (most[key] || 1)} isLoud={key === 'last'} />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hasFew ? <p className="mt-3 text-12 text-muted">{t('fields.fewNote', { count: MIN_REACHED })}</p> : null}
    </Card>
  );
}

function SortHead({ column, isCurrent }: { column: FieldSort; isCurrent: boolean }) {
  const { t } = useTranslation('analytics');
  const [search] = useSearchParams();
  const rest = [...search].filter(([name]) => name !== 'sort');
  return (
    <th scope="col" aria-sort={isCurrent ? 'descending' : undefined} className="pb-2 pl-4 text-right align-bottom font-medium max-md:p-0" title={t(`fields.${column}Note`)}>
      <Link
        to={{ search: new URLSearchParams([...rest, ['sort', column]]).toString() }}
        preventScrollReset
        aria-label={t('fields.sortBy', { name: t(`fields.${column}`) })}
        className={cx('inline-flex items-center gap-1 rounded-sm hover:text-ink pointer-coarse:min-h-11', isCurrent && 'font-semibold text-ink')}
      >
        {t(`fields.${column}`)}
        <ArrowDown aria-hidden="true" className={cx('size-3.5', !isCurrent && 'hidden')} />
      </Link>
    </th>
  );
}

function Bar({ share, isLoud }: { share: number; isLoud: boolean }) {
  return (
    <span aria-hidden="true" className="hidden h-1.5 w-14 overflow-hidden rounded-full bg-sunken md:block">
      <span className={cx('block h-full rounded-full', isLoud ? 'bg-warm' : 'bg-line-strong')} style={{ width: `${share * 100}%` }} />
    </span>
  );
}
