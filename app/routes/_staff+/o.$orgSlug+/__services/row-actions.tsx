import { Form } from '@remix-run/react';
import { ArrowDown, ArrowUp, Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Disclosure } from '~/ui/disclosure';

interface Service {
  id: string;
  name: string;
  isActive: boolean;
  offeredOnForm: boolean;
  leads: number;
}

/** A form of one button: works without JavaScript, keeps the scroll position with it. */
function Post({ intent, id, fields = {}, children, className }: { intent: string; id: string; fields?: Record<string, string>; children: ReactNode; className?: string }) {
  return (
    <Form method="post" preventScrollReset replace className={className}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={id} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children}
    </Form>
  );
}

export function MoveButtons({ service, isFirst, isLast }: { service: Service; isFirst: boolean; isLast: boolean }) {
  const { t } = useTranslation('services');
  const directions = [
    { direction: 'up', Icon: ArrowUp, label: t('moveUp', { name: service.name }), isAtEnd: isFirst },
    { direction: 'down', Icon: ArrowDown, label: t('moveDown', { name: service.name }), isAtEnd: isLast },
  ];
  return (
    <Post intent="move" id={service.id} className="inline-flex">
      {directions.map(({ direction, Icon, label, isAtEnd }) => (
        <Button key={direction} name="direction" value={direction} look="quiet" size="small" aria-label={label} aria-disabled={isAtEnd || undefined} className="w-8 px-0! pointer-coarse:w-11">
          <Icon aria-hidden="true" className="size-4" />
        </Button>
      ))}
    </Post>
  );
}

/** On or off the public form, at once. A service that is switched off altogether is on no form. */
export function OfferSwitch({ service }: { service: Service }) {
  const { t } = useTranslation('services');
  const isOn = service.offeredOnForm && service.isActive;
  return (
    <Post intent="offer" id={service.id} fields={{ value: service.offeredOnForm ? 'off' : 'on' }}>
      <button
        role="switch"
        aria-checked={isOn}
        aria-label={t('switchOffered', { name: service.name })}
        disabled={!service.isActive}
        className="inline-flex min-h-8 items-center gap-2 text-13 disabled:opacity-50 pointer-coarse:min-h-11"
      >
        <span aria-hidden="true" className={cx('flex h-5 w-9 items-center rounded-full border p-0.5 transition-colors', isOn ? 'justify-end border-accent bg-accent' : 'border-line-strong bg-sunken')}>
          <span className={cx('size-3.5 rounded-full', isOn ? 'bg-on-accent' : 'bg-line-strong')} />
        </span>
        <span aria-hidden="true" className="text-muted md:hidden">{t('columns.offered')}:</span>
        <span className={isOn ? '' : 'text-muted'}>{isOn ? t('offeredYes') : t('offeredNo')}</span>
      </button>
    </Post>
  );
}

export function RowMenu({ service, canDelete }: { service: Service; canDelete: boolean }) {
  const { t } = useTranslation('services');
  return (
    <Disclosure
      align="right"
      label={t('more', { name: service.name })}
      summary={<Ellipsis aria-hidden="true" className="size-4" />}
      summaryClassName={buttonClass('quiet', 'small', 'pointer-coarse:min-w-11')}
      className="text-left"
    >
      <div className="flex w-72 flex-col gap-1 whitespace-normal">
        <Post intent="activate" id={service.id} fields={{ value: service.isActive ? 'off' : 'on' }}>
          <button className="w-full rounded-control px-2.5 py-2 text-left text-14 hover:bg-sunken">
            {service.isActive ? t('deactivate') : t('activate')}
            {service.isActive ? <span className="block text-12 text-muted">{t('deactivateHint')}</span> : null}
          </button>
        </Post>
        {canDelete ? (
          <details className="rounded-control">
            <summary className="rounded-control px-2.5 py-2 text-14 text-danger hover:bg-danger-soft">{t('delete')}…</summary>
            <div className="flex flex-col gap-2 px-2.5 py-2 text-13">
              <p>{t('deleteConfirm', { name: service.name })}</p>
              <Post intent="delete" id={service.id}>
                <Button look="danger" size="small">{t('delete')}</Button>
              </Post>
            </div>
          </details>
        ) : null}
      </div>
    </Disclosure>
  );
}

/** Deleting was refused: says why and offers what can be done instead. */
export function InUseAlert({ id, name, leads, isActive, canUpdate }: { id: string; name: string; leads: number; isActive: boolean; canUpdate: boolean }) {
  const { t } = useTranslation('services');
  return (
    <Alert tone="danger" title={t('inUse.title', { name })}>
      <p>{leads > 0 ? t('inUse.text', { count: leads }) : t('inUse.orders')}</p>
      {isActive && canUpdate ? (
        <Post intent="activate" id={id} fields={{ value: 'off' }} className="mt-2">
          <Button size="small">{t('inUse.action')}</Button>
        </Post>
      ) : null}
    </Alert>
  );
}
