import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { FormFigures } from '~/domain/dashboard/dashboard.server';
import { Card } from '~/ui/card';
import { formatDuration, formatNumber, formatPercent } from '~/ui/format';

/** How the form did: how long people stay, and how many of them go on to the end. */
export function FormPanel({ form, base }: { form: FormFigures; base: string }) {
  const { t, i18n } = useTranslation('dashboard');
  const { activity, time, from, to } = form;
  const days = `period=custom&from=${from}&to=${to}`;
  const views = (search: string) => `${base}/analytics/views?${days}${search}`;
  const steps = [
    { key: 'views', count: activity.views, to: views('') },
    { key: 'starts', count: activity.starts, to: views('&outcome=started') },
    { key: 'sent', count: activity.sent, to: views('&outcome=sent') },
  ];
  return (
    <Card title={t('form.title')} aside={<Link to={`${base}/analytics?${days}`} className="font-medium text-accent underline-offset-4 hover:underline">{t('form.more')}</Link>}>
      <table data-chart="funnel" className="w-full text-14">
        <caption className="sr-only">{t('form.caption')}</caption>
        <thead className="sr-only">
          <tr><th scope="col">{t('form.step')}</th><th scope="col">{t('form.count')}</th><th scope="col">{t('form.share')}</th></tr>
        </thead>
        <tbody>
          {steps.map(({ key, count, to: rows }) => {
            const share = activity.views > 0 ? count / activity.views : null;
            return (
              <tr key={key}>
                <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
                  <Link to={rows} className="underline-offset-4 hover:underline">{t(`form.steps.${key}`)}</Link>
                  <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
                    <span className="block h-full rounded-full bg-accent" style={{ width: `${(share ?? 0) * 100}%` }} />
                  </span>
                </th>
                <td data-metric={`form-${key}`} data-value={count} className="py-1.5 text-right align-top font-semibold whitespace-nowrap">{formatNumber(count, i18n.language)}</td>
                <td className="min-w-15 py-1.5 pl-3 text-right align-top text-13 whitespace-nowrap text-muted">{share === null ? '—' : formatPercent(share, i18n.language, share < 0.1 ? 1 : 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2 border-t border-line pt-3 text-14">
        <Link to={views('&measured=1')} className="underline-offset-4 hover:underline">{t('form.time')}</Link>
        <span data-metric="time-on-page" data-value={time.meanMs === null ? '' : Math.round(time.meanMs)} className="font-semibold">
          {time.meanMs === null ? '—' : formatDuration(time.meanMs, i18n.language)}
        </span>
        <span className="text-12 text-muted">
          {t('form.n', { count: time.n, formatted: formatNumber(time.n, i18n.language) })}
          {time.change === null ? null : ` · ${t('form.change', { share: `${time.change > 0 ? '+' : ''}${formatPercent(time.change, i18n.language)}` })}`}
        </span>
      </p>
    </Card>
  );
}
