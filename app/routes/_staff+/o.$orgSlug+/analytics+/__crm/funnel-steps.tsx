import { Link } from '@remix-run/react';
import type { SerializeFrom } from '@remix-run/node';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { formatNumber, formatPercent } from '~/ui/format';
import type { loadFunnel } from './load-funnel.server';

type Steps = SerializeFrom<Awaited<ReturnType<typeof loadFunnel>>>['steps'];

/** Small shares are only readable with decimals. */
const decimals = (share: number) => (share < 0.01 ? 2 : share < 0.1 ? 1 : 0);

/** From an opened form to a won deal: how many came to each step, which part of the step before, and how that was earlier. */
export function FunnelSteps({ steps }: { steps: Steps }) {
  const { t, i18n } = useTranslation('crm-analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  const percent = (share: number | null) => (share === null ? '—' : formatPercent(share, i18n.language, decimals(share)));
  return (
    <Card title={t('funnel.title')} aside={t('funnel.hint')}>
      <table data-chart="form-to-won" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('funnel.caption')}</caption>
        <thead className="text-12 text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="w-1/2 pb-2 text-left font-medium">{t('funnel.step')}</th>
            {(['count', 'ofPrevious', 'before', 'ofFirst'] as const).map((key) => <th key={key} scope="col" className="pb-2 pl-4 text-right font-medium whitespace-nowrap">{t(`funnel.${key}`)}</th>)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {steps.map(({ key, count, to, ofFirst, ofPrevious, ofPreviousBefore, before }) => (
            <tr key={key} className="border-t border-line max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-1 max-md:py-3">
              <th scope="row" className="py-3 text-left font-normal max-md:col-span-3 max-md:p-0">
                <Link to={to} className="font-medium underline-offset-4 hover:underline pointer-coarse:py-2.5">{t(`funnel.steps.${key}`)}</Link>
                <span className="block text-12 text-muted">{t(`funnel.notes.${key}`)}</span>
                <span aria-hidden="true" className="mt-1.5 block h-2.5 overflow-hidden rounded-full bg-sunken">
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.max(count > 0 ? 0.5 : 0, (ofFirst ?? 0) * 100)}%` }} />
                </span>
              </th>
              <td className="py-3 pl-4 text-right align-bottom text-20 font-semibold max-md:p-0 max-md:text-left"><span data-metric={`funnel-${key}`} data-value={count}>{number(count)}</span></td>
              <td className="py-3 pl-4 text-right align-bottom max-md:p-0 max-md:text-left"><Label>{t('funnel.ofPrevious')}</Label>{percent(ofPrevious)}</td>
              <td className="py-3 pl-4 text-right align-bottom text-muted max-md:p-0 max-md:text-left">
                <Label>{t('funnel.before')}</Label>
                {before === null ? '—' : <>{number(before)}{ofPreviousBefore === null ? '' : ` · ${percent(ofPreviousBefore)}`}</>}
              </td>
              <td className="py-3 pl-4 text-right align-bottom text-muted max-md:hidden">{percent(ofFirst)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Label({ children }: { children: string }) {
  return <span aria-hidden="true" className="block text-12 text-muted md:hidden">{children}</span>;
}
