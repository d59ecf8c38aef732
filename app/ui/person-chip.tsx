import { cx } from './class-names';

const tones = ['bg-accent-soft text-accent', 'bg-cool-soft text-cool', 'bg-warm-soft text-warm', 'bg-ok-soft text-ok', 'bg-sunken text-muted'];
const sizes = { small: 'size-5 text-[0.625rem]', normal: 'size-6 text-[0.6875rem]', large: 'size-9 text-13' };

/** Up to two letters: of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => Array.from(word ?? '')[0] ?? '').join('').toUpperCase();
}

/** The same name always has the same tone. */
function toneOf(name: string): string | undefined {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length];
}

interface Props {
  name: string | null;
  /** Said where nobody is named. */
  none?: string;
  size?: keyof typeof sizes;
  /** The name in a title only, for narrow columns. */
  onlyAvatar?: boolean;
  className?: string;
}

/** A person: initials in a circle and the name. */
export function PersonChip({ name, none = '—', size = 'normal', onlyAvatar, className }: Props) {
  if (!name) return <span className={cx('text-muted', className)}>{none}</span>;
  return (
    <span title={name} className={cx('inline-flex min-w-0 items-center gap-2 align-middle', className)}>
      <span aria-hidden="true" className={cx('grid shrink-0 place-items-center rounded-full font-semibold', sizes[size], toneOf(name))}>{initials(name)}</span>
      <span className={onlyAvatar ? 'sr-only' : 'truncate'}>{name}</span>
    </span>
  );
}
