import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { useModal } from './use-modal';

interface Props {
  isOpen: boolean;
  title: ReactNode;
  /** Called by Escape, the cross and a press beside the dialog. */
  onClose: () => void;
  /** Where the cross leads without JavaScript. Give it when the address opens the dialog (`?edit=…`). */
  closeTo?: string;
  children: ReactNode;
  /** Buttons at the end, the main one last. */
  footer?: ReactNode;
  size?: 'normal' | 'wide';
}

const sizes = { normal: 'md:max-w-lg', wide: 'md:max-w-3xl' };

/**
 * A native dialog: the browser keeps the focus inside and closes it by Escape; afterwards the focus goes back. Drawn by the server
 * as open it is a plain block of the page, which becomes modal when the script is there; on a phone it is a sheet.
 */
export function Dialog({ isOpen, title, onClose, closeTo, children, footer, size = 'normal' }: Props) {
  const { t } = useTranslation('common');
  const dialog = useModal(isOpen, onClose);
  const titleId = useId();
  const cross = 'grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11';
  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      className={cx(
        'static m-0 mb-5 w-full max-w-none flex-col rounded-card border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-overlay',
        'open:flex [&:modal]:fixed [&:modal]:inset-x-0 [&:modal]:max-h-[90dvh]',
        '[&:modal]:max-md:top-auto [&:modal]:max-md:bottom-0 [&:modal]:max-md:rounded-b-none md:[&:modal]:m-auto md:[&:modal]:inset-0 md:[&:modal]:h-fit',
        sizes[size],
      )}
    >
      <div className="flex items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4 md:pl-5">
        <h2 id={titleId} className="text-16 font-semibold">{title}</h2>
        {closeTo ? (
          <Link to={closeTo} preventScrollReset aria-label={t('close')} className={cross}>
            <X aria-hidden="true" className="size-5" />
          </Link>
        ) : (
          <button type="button" onClick={onClose} aria-label={t('close')} className={cross}>
            <X aria-hidden="true" className="size-5" />
          </button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4 scroll-thin md:p-5">{children}</div>
      {footer ? <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-5">{footer}</div> : null}
    </dialog>
  );
}
