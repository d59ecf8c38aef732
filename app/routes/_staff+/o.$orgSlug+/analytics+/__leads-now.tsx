import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/ui/format';

export interface LeadCounts {
  total: number;
  states: { state: 'NEW' | 'IN_PROGRESS' | 'CONVERTED' | 'REJECTED' | 'SPAM'; count: number; to: string | null }[];
  to: string | null;
}

const fill = { NEW: 'bg-warm', IN_PROGRESS: 'bg-accent', CONVERTED: 'bg-ok', REJECTED: 'bg-line-strong', SPAM: 'bg-line' };

/** Where the requests of the period are by now, as one bar and as links to them. */
export function LeadsNow({ leads: { total, states, to } }: { leads: LeadCounts }) {
  const { t, i18n } = useTranslation('analytics');
  const shown = states.filter(({ count }) => count > 0);
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <div className="mt-5 border-t border-line pt-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="font-medium">{to ? <Link to={to} className="underline-offset-4 hover:underline">{t('leadsNow.title')}</Link> : t('leadsNow.title')}</h3>
        <span data-metric="leads-received" data-value={total} className="text-16 font-semibold">{number(total)}</span>
      </div>
      {total > 0 ? (
        <>
          <div aria-hidden="true" className="mt-2 flex h-2.5 gap-px overflow-hidden rounded-full">
            {shown.map(({ state, count }) => <span key={state} className={fill[state]} style={{ flexGrow: count }} />)}
          </div>
          <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-13">
            {shown.map(({ state, count, to: rows }) => (
              <li key={state} className="flex items-center gap-1.5 pointer-coarse:min-h-8">
                <span aria-hidden="true" className={`size-2 rounded-full ${fill[state]}`} />
                {rows ? <Link to={rows} className="text-muted underline-offset-4 hover:text-ink hover:underline">{t(`leadsNow.${state}`)}</Link> : <span className="text-muted">{t(`leadsNow.${state}`)}</span>}
                <span data-metric={`leads-${state.toLowerCase()}`} data-value={count} className="font-medium">{number(count)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2.5 text-12 text-muted">{t('leadsNow.note')}</p>
        </>
      ) : (
        <p className="mt-1 text-13 text-muted">{t('leadsNow.none')}</p>
      )}
    </div>
  );
}
