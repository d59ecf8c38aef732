import { Link, useNavigation, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes } from 'react';
import { cx } from './class-names';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'small' | 'normal' | 'large';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  secondary: 'bg-surface text-ink border-line hover:bg-raised hover:border-line-strong',
  quiet: 'border-transparent text-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-surface text-danger border-line hover:bg-danger-soft hover:border-danger',
};
const sizes: Record<Size, string> = {
  small: 'h-8 px-2.5 text-13 gap-1.5 pointer-coarse:min-h-11',
  normal: 'h-9 px-3.5 text-14 gap-2 pointer-coarse:min-h-11',
  large: 'min-h-12 px-5 text-16 gap-2',
};

/** Classes of a button, for elements that look like one (summary, label). */
export function buttonClass(look: Look = 'secondary', size: Size = 'normal', className?: string): string {
  return cx(
    'inline-flex items-center justify-center rounded-control border font-medium whitespace-nowrap select-none transition-colors',
    'disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50',
    looks[look],
    sizes[size],
    className,
  );
}

interface Looks {
  look?: Look;
  size?: Size;
}

/** A button; `type` is "submit" unless said otherwise, as most of ours send a form. */
export function Button({ look, size, className, type = 'submit', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & Looks) {
  return <button type={type} className={buttonClass(look, size, className)} {...rest} />;
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ look, size, className, ...rest }: LinkProps & Looks) {
  return <Link className={buttonClass(look, size, className)} {...rest} />;
}

/** Sends its form and cannot be pressed again while an answer is awaited. */
export function SubmitButton({ pendingLabel, children, ...rest }: Parameters<typeof Button>[0] & { pendingLabel?: string }) {
  const navigation = useNavigation();
  const isPending = navigation.state === 'submitting';
  return (
    <Button look="primary" {...rest} aria-disabled={isPending || undefined} onClick={isPending ? (event) => event.preventDefault() : rest.onClick}>
      {isPending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
