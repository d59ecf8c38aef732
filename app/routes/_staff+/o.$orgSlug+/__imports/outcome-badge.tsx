import { CircleCheck, CircleMinus, CirclePlus, CircleX, RefreshCw, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';

const looks: Record<string, { Icon: LucideIcon; className: string }> = {
  created: { Icon: CirclePlus, className: 'text-ok' },
  updated: { Icon: RefreshCw, className: 'text-cool' },
  unchanged: { Icon: CircleCheck, className: 'text-muted' },
  skipped: { Icon: CircleMinus, className: 'text-muted' },
  failed: { Icon: CircleX, className: 'text-danger' },
};

/** What becomes of a row: icon, word and colour. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { t } = useTranslation('imports');
  const { Icon, className } = looks[outcome] ?? { Icon: CircleMinus, className: 'text-muted' };
  return (
    <span className={cx('inline-flex items-center gap-1.5 text-13 font-medium whitespace-nowrap', className)}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      {t(`outcome.${outcome}`)}
    </span>
  );
}
