import { Check, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ORDER_PATH, type OrderState } from '~/domain/orders/lifecycle';
import { cx } from '~/ui/class-names';

/** The way of an order from draft to done, and where it stands on it. */
export function OrderPath({ state }: { state: OrderState }) {
  const { t } = useTranslation('orders');
  const here = ORDER_PATH.findIndex((step) => step === state);
  return (
    <nav aria-label={t('card.path')} className="mb-5 overflow-x-auto">
      <ol className="flex min-w-max items-center gap-1 text-13">
        {ORDER_PATH.map((step, index) => {
          const isPassed = index < here || state === 'COMPLETED';
          const isHere = index === here;
          return (
            <li key={step} className="flex items-center gap-1">
              {index > 0 ? <span aria-hidden="true" className={cx('h-px w-4 md:w-8', isPassed || isHere ? 'bg-line-strong' : 'bg-line')} /> : null}
              <span
                aria-current={isHere ? 'step' : undefined}
                className={cx('inline-flex items-center gap-1.5 rounded-full border px-2.5 py-1 whitespace-nowrap', isHere ? 'border-accent bg-accent-soft font-semibold text-accent' : isPassed ? 'border-line bg-surface text-ink' : 'border-transparent text-muted')}
              >
                {isPassed ? <Check aria-hidden="true" className="size-3.5 text-ok" /> : null}
                {t(`state.${step}`)}
              </span>
            </li>
          );
        })}
        {state === 'CANCELLED' ? (
          <li className="ml-2">
            <span aria-current="step" className="inline-flex items-center gap-1.5 rounded-full bg-danger-soft px-2.5 py-1 font-semibold whitespace-nowrap text-danger"><CircleX aria-hidden="true" className="size-3.5" />{t('state.CANCELLED')}</span>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
