import { Link, useNavigation, useSubmit } from '@remix-run/react';
import { GripVertical, Pencil } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { reorder } from '~/domain/catalog/reorder';
import { SERVICE_LEADS_MAX, serviceMoveSchema } from '~/domain/catalog/service.schema';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import type { ServiceRow } from '~/domain/catalog/services.server';
import type { ServiceAnswer, ServiceRights } from './types';
import { MoveButtons, OfferSwitch, RowMenu } from './row-actions';
import { ServiceForm } from './service-form';

interface Props {
  services: ServiceRow[];
  rights: ServiceRights;
  base: string;
  editing: string | null;
  answer: ServiceAnswer | undefined;
  offered: number;
}

const head = 'px-3 py-2 text-left text-12 font-medium text-muted';
const cell = 'px-3 py-2 align-middle';

/** The services in their order. Below the tablet width every row is a card with the same facts. */
export function ServiceTable({ services, rights, base, editing, answer, offered }: Props) {
  const { t } = useTranslation('services');
  const drag = useDragOrder(services);
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="border-b border-line bg-raised max-md:sr-only">
          <tr>
            {rights.update ? <th scope="col" className={cx(head, 'w-24')}>{t('columns.move')}</th> : null}
            <th scope="col" className={head}>{t('columns.name')}</th>
            <th scope="col" className={cx(head, 'w-28 text-right')}>{t('columns.leads')}</th>
            <th scope="col" className={cx(head, 'w-32')}>{t('columns.offered')}</th>
            {rights.update ? <th scope="col" className={cx(head, 'w-28')}><span className="sr-only">{t('columns.actions')}</span></th> : null}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {drag.services.map((service, index) =>
            service.id === editing && rights.update ? (
              <tr key={service.id} data-row="service" data-id={service.id} className="block border-b border-line bg-raised last:border-0 md:table-row">
                <td colSpan={5} className="block p-4 md:table-cell">
                  <ServiceForm
                    intent="update"
                    service={service}
                    lastResult={answer?.kind === 'update' ? answer.result : undefined}
                    current={answer?.kind === 'update' ? answer.current : null}
                  />
                </td>
              </tr>
            ) : (
              <tr
                key={service.id}
                data-row="service"
                data-id={service.id}
                {...drag.rowProps(service.id)}
                className={cx(
                  'group border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-[auto_1fr_auto] max-md:items-center max-md:gap-x-4 max-md:gap-y-1 max-md:p-3',
                  drag.isOver(service.id) && 'outline-2 -outline-offset-2 outline-accent',
                  drag.isDragged(service.id) && 'opacity-50',
                )}
              >
                {rights.update ? (
                  <td className={cx(cell, 'whitespace-nowrap max-md:order-5 max-md:p-0')}>
                    <span className="inline-flex items-center">
                      <span {...drag.handleProps(service.id)} title={t('drag')} className="hidden cursor-grab p-1 text-muted opacity-40 group-hover:opacity-100 md:pointer-fine:inline-block">
                        <GripVertical aria-hidden="true" className="size-4" />
                      </span>
                      <MoveButtons service={service} isFirst={index === 0} isLast={index === services.length - 1} />
                    </span>
                  </td>
                ) : null}
                <th scope="row" className={cx(cell, 'text-left font-normal max-md:order-1 max-md:col-span-2 max-md:p-0', !service.isActive && 'text-muted')}>
                  <span className="flex flex-wrap items-center gap-x-2">
                    {rights.update ? (
                      <Link to={`?edit=${service.id}`} preventScrollReset className="font-medium hover:underline">{service.name}</Link>
                    ) : (
                      <span className="font-medium">{service.name}</span>
                    )}
                    {service.isActive ? null : <span className="rounded-full bg-sunken px-2 py-0.5 text-12 text-muted">{t('off')}</span>}
                  </span>
                  {service.description ? <span className="line-clamp-2 max-w-prose text-13 text-muted">{service.description}</span> : null}
                </th>
                <td className={cx(cell, 'text-right max-md:order-4 max-md:p-0 max-md:text-left')}>
                  <LeadCount service={service} base={base} canOpen={rights.leads} />
                </td>
                <td className={cx(cell, 'max-md:order-3 max-md:p-0')}>
                  {rights.update ? <OfferSwitch service={service} /> : <span className="text-muted">{service.offeredOnForm && service.isActive ? t('offeredYes') : t('offeredNo')}</span>}
                </td>
                {rights.update ? (
                  <td className={cx(cell, 'text-right whitespace-nowrap max-md:order-2 max-md:p-0')}>
                    <span className="inline-flex items-center">
                      <Link to={`?edit=${service.id}`} preventScrollReset aria-label={t('edit', { name: service.name })} className={buttonClass('quiet', 'small', 'pointer-coarse:min-w-11')}>
                        <Pencil aria-hidden="true" className="size-4" />
                      </Link>
                      <RowMenu service={service} canDelete={rights.delete} />
                    </span>
                  </td>
                ) : null}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p className="border-t border-line bg-raised px-3 py-2 text-13 text-muted">
        {t('footer', { count: services.length })} · {t('footerOffered', { count: offered })}
      </p>
    </div>
  );
}

function LeadCount({ service, base, canOpen }: { service: ServiceRow; base: string; canOpen: boolean }) {
  const { t } = useTranslation('services');
  if (service.leads === 0) return <span className="text-muted max-md:text-13"><span className="max-md:sr-only">0</span><span className="md:sr-only"> {t('leadsNone')}</span></span>;
  const count = service.leads > SERVICE_LEADS_MAX ? t('leadsMore', { max: SERVICE_LEADS_MAX }) : service.leads;
  const words = <><span>{count}</span><span className="md:sr-only"> {t('leadsCount', { count: service.leads }).replace(/^\d+\s*/, '')}</span></>;
  return canOpen ? (
    <Link to={`${base}/leads?service=${service.id}&state=all`} data-metric="service-leads" data-value={service.leads} className="text-accent underline-offset-4 hover:underline">{words}</Link>
  ) : (
    words
  );
}

/** Order by mouse; the buttons in each row do the same by keyboard and touch. The new order shows while it is being saved. */
function useDragOrder(services: ServiceRow[]) {
  const submit = useSubmit();
  const navigation = useNavigation();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const pending = navigation.formData?.get('intent') === 'move' ? serviceMoveSchema.safeParse(Object.fromEntries(navigation.formData)) : null;
  const ids = services.map(({ id }) => id);
  const order = pending?.success ? (reorder(ids, pending.data) ?? ids) : ids;
  const byId = new Map(services.map((service) => [service.id, service]));

  const drop = (target: string) => {
    if (!dragged || dragged === target) return;
    const isDown = ids.indexOf(dragged) < ids.indexOf(target);
    const before = isDown ? (ids[ids.indexOf(target) + 1] ?? '') : target;
    void submit({ intent: 'move', id: dragged, before }, { method: 'post', preventScrollReset: true, replace: true });
  };

  return {
    services: order.flatMap((id) => byId.get(id) ?? []),
    isDragged: (id: string) => dragged === id,
    isOver: (id: string) => over === id && dragged !== id,
    handleProps: (id: string) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
        setDragged(id);
      },
      onDragEnd: () => {
        setDragged(null);
        setOver(null);
      },
    }),
    rowProps: (id: string) => ({
      onDragOver: (event: DragEvent) => {
        if (!dragged) return;
        event.preventDefault();
        setOver(id);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        drop(id);
      },
    }),
  };
}
