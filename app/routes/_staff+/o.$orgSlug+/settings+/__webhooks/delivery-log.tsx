import { Form } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Pager } from '~/ui/list/pager';
import { Tabs } from '~/ui/tabs';
import type { EndpointPage } from './load-endpoint.server';
import { StateChip } from './state-chip';

/** What was sent to an endpoint: each delivery with its tries, and a way to send it once more. */
export function DeliveryLog({ deliveries, states, pages, canReplay }: Pick<EndpointPage, 'deliveries' | 'states' | 'pages'> & { canReplay: boolean }) {
  const { t } = useTranslation('webhooks');
  return (
    <section aria-labelledby="deliveries" className="flex flex-col gap-3">
      <div>
        <h3 id="deliveries" className="text-16 font-semibold">{t('log.title')}</h3>
        <p className="text-13 text-muted">{t('log.intro')}</p>
      </div>
      <Tabs label={t('log.filter')} tabs={states.map(({ state, isCurrent }) => ({ to: { search: state ? `state=${state}` : '' }, label: state ? t(`states.${state}`) : t('log.all'), isCurrent }))} />
      {deliveries.length === 0 ? <p className="py-4 text-14 text-muted">{t('log.empty')}</p> : (
        <ul aria-label={t('log.title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {deliveries.map((delivery) => <Delivery key={delivery.id} delivery={delivery} canReplay={canReplay} />)}
        </ul>
      )}
      <Pager {...pages} />
    </section>
  );
}

function Delivery({ delivery, canReplay }: { delivery: EndpointPage['deliveries'][number]; canReplay: boolean }) {
  const { t } = useTranslation('webhooks');
  const { id, eventId, type, state, at, exact, next, tries } = delivery;
  return (
    <li data-row="webhook-delivery" data-id={id} data-state={state} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <details className="min-w-0 flex-1 basis-64">
        <summary className="cursor-pointer rounded-control">
          <span className="font-mono text-13 font-medium break-all">{type}</span>
          <span className="block text-13 text-muted"><span title={exact}>{at}</span> · {t('log.tries', { count: tries.length })}{next ? ` · ${t('log.next', { at: next })}` : null}</span>
        </summary>
        <p className="mt-2 font-mono text-12 break-all text-muted">{t('log.event', { id: eventId })}</p>
        <ol className="mt-2 flex flex-col gap-2">
          {tries.map((one) => (
            <li key={one.id} className="rounded-control bg-sunken px-3 py-2 text-13">
              <p><span className="font-medium tabular-nums">{one.status ?? t(`errors.${one.error ?? 'unknown'}`, { defaultValue: one.error ?? '' })}</span> <span className="text-muted">· {one.at} · {t('log.duration', { ms: one.durationMs })}</span></p>
              {one.answer ? <pre className="mt-1 max-h-48 overflow-auto font-mono text-12 break-words whitespace-pre-wrap text-muted scroll-thin">{one.answer}</pre> : null}
            </li>
          ))}
        </ol>
      </details>
      <div className="ml-auto flex items-center gap-2">
        <StateChip state={state} />
        {canReplay ? (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="deliveryId" value={id} />
            <Button name="intent" value="replay" size="small" look="quiet" aria-label={t('log.replayOne', { type })}>
              <RotateCw aria-hidden="true" className="size-4" />
              {t('log.replay')}
            </Button>
          </Form>
        ) : null}
      </div>
    </li>
  );
}
