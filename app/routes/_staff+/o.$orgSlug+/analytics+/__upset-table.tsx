import { Link } from '@remix-run/react';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FieldCounts } from '~/domain/behavior/field-lines';
import { Card } from '~/ui/card';
import { formatNumber, formatPercent } from '~/ui/format';
import { useElementName } from './__element-name';

const SHOWN = 8;
const head = 'pb-2 pl-4 text-right font-medium whitespace-nowrap';
const cell = 'py-2 pl-4 text-right';

/** Places where people clicked again and again, or where nothing answered. */
export function UpsetTable({ lines, views, to }: { lines: FieldCounts[]; views: number; to: string }) {
  const { t, i18n } = useTranslation('analytics');
  const nameOf = useElementName();
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Card title={t('upset.title')} aside={views > 0 ? <Link to={to} data-metric="upset-views" data-value={views} className="flex items-center text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11">{t('upset.views', { count: views })}</Link> : null}>
      <p className="mb-3 text-13 text-muted">{t('upset.hint')}</p>
      {lines.length === 0 ? (
        <p className="flex items-center gap-2"><CircleCheck aria-hidden="true" className="size-4 text-ok" />{t('upset.none')}</p>
      ) : (
        <table data-chart="upset" className="w-full text-14">
          <caption className="sr-only">{t('upset.caption')}</caption>
          <thead className="text-12 text-muted">
            <tr>
              <th scope="col" className="w-full pb-2 text-left font-medium">{t('upset.name')}</th>
              <th scope="col" className={head}>{t('upset.rage')}</th>
              <th scope="col" className={head}>{t('upset.dead')}</th>
              <th scope="col" className={head}>{t('upset.clicks')}</th>
              <th scope="col" className={`${head} max-md:hidden`}>{t('upset.share')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, SHOWN).map(({ key, clicks, rage, dead }) => (
              <tr key={key} data-row="upset" data-id={key} className="border-t border-line">
                <th scope="row" className="py-2 text-left font-medium">{nameOf(key)}</th>
                <td className={cell}>{number(rage)}</td>
                <td className={cell}>{number(dead)}</td>
                <td className={`${cell} text-muted`}>{number(clicks)}</td>
                <td className={`${cell} text-muted max-md:hidden`}>{clicks > 0 ? formatPercent(Math.min(1, dead / clicks), i18n.language) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
