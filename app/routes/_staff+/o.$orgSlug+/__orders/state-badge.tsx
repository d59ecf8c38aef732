import { Check, CircleDashed, CircleDot, CircleX, Play, ThumbsUp, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderState } from '~/domain/orders/lifecycle';
import { cx } from '~/ui/class-names';

const LOOKS: Record<OrderState, { Icon: LucideIcon; className: string }> = {
  DRAFT: { Icon: CircleDashed, className: 'bg-sunken text-muted' },
  CREATED: { Icon: CircleDot, className: 'bg-sunken text-ink' },
  APPROVED: { Icon: ThumbsUp, className: 'bg-cool-soft text-cool' },
  IN_PROGRESS: { Icon: Play, className: 'bg-warm-soft text-warm' },
  COMPLETED: { Icon: Check, className: 'bg-ok-soft text-ok' },
  CANCELLED: { Icon: CircleX, className: 'bg-danger-soft text-danger' },
};

/** Where an order stands: word, icon and colour. Needs the namespace `orders`. */
export function StateBadge({ state, className }: { state: OrderState; className?: string }) {
  const { t } = useTranslation('orders');
  const { Icon, className: look } = LOOKS[state];
  return (
    <span data-state={state} className={cx('inline-flex items-center gap-1 rounded-full px-2 text-12 leading-5 font-medium whitespace-nowrap', look, className)}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {t(`state.${state}`)}
    </span>
  );
}
