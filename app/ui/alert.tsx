import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names';

const tones = {
  danger: { className: 'bg-danger-soft text-danger border-danger/30', Icon: CircleAlert },
  ok: { className: 'bg-ok-soft text-ok border-ok/30', Icon: CircleCheck },
  info: { className: 'bg-cool-soft text-cool border-cool/30', Icon: Info },
  warm: { className: 'bg-warm-soft text-warm border-warm/30', Icon: CircleAlert },
};

/** A sentence that matters, in the flow of the page. */
export function Alert({ tone = 'info', title, children, className, id }: { tone?: keyof typeof tones; title?: ReactNode; children?: ReactNode; className?: string; id?: string }) {
  const { className: toneClass, Icon } = tones[tone];
  return (
    <div id={id} role={tone === 'danger' ? 'alert' : 'status'} className={cx('flex gap-2.5 rounded-control border px-3.5 py-3 text-14', toneClass, className)}>
      <Icon aria-hidden="true" className="size-5 shrink-0" />
      <div className="flex flex-col gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  );
}
