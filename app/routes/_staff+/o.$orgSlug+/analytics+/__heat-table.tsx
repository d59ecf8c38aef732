import { useTranslation } from 'react-i18next';
import { formatNumber, formatPercent } from '~/ui/format';
import { useElementName } from './__element-name';

/** The same heat as figures: points by element, most first. */
export function HeatTable({ elements, points }: { elements: { key: string; count: number; share: number }[]; points: number }) {
  const { t, i18n } = useTranslation('analytics');
  const nameOf = useElementName();
  const most = elements[0]?.share ?? 1;
  return (
    <table data-chart="heat" className="w-full text-13">
      <caption className="sr-only">{t('heat.table.caption')}</caption>
      <thead className="text-12 text-muted">
        <tr>
          <th scope="col" className="pb-1.5 text-left font-medium">{t('heat.table.name')}</th>
          <th scope="col" className="pb-1.5 pl-3 text-right font-medium">{t('heat.table.count')}</th>
          <th scope="col" className="pb-1.5 pl-3 text-right font-medium">{t('heat.table.share')}</th>
        </tr>
      </thead>
      <tbody>
        {elements.map(({ key, count, share }) => (
          <tr key={key} data-row="heat-element" data-id={key} className="border-t border-line">
            <th scope="row" className="w-full py-1.5 text-left font-normal">
              {nameOf(key)}
              <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-accent" style={{ width: `${Math.max(1, (share / most) * 100)}%` }} />
            </th>
            <td className="py-1.5 pl-3 text-right align-top" data-value={count}>{formatNumber(count, i18n.language)}</td>
            <td className="py-1.5 pl-3 text-right align-top text-muted">{formatPercent(share, i18n.language, share < 0.1 ? 1 : 0)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-medium">
          <th scope="row" className="py-1.5 text-left font-medium">{t('heat.table.total')}</th>
          <td className="py-1.5 pl-3 text-right">{formatNumber(points, i18n.language)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
