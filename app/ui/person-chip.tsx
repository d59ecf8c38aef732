import { createContext, useContext } from 'react';
import { cx } from './class-names';

const tones = ['bg-accent-soft text-accent', 'bg-cool-soft text-cool', 'bg-warm-soft text-warm', 'bg-ok-soft text-ok', 'bg-sunken text-muted'];
const sizes = { small: 'size-5 text-[0.625rem]', normal: 'size-6 text-[0.6875rem]', large: 'size-9 text-13', huge: 'size-20 text-28' };

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

/** Where pictures of the people who work here are, by name. */
export const PicturesContext = createContext<ReadonlyMap<string, string>>(new Map());

/** A person's picture, or initials in a circle. @param picture without it the one that is known for the name */
export function PersonAvatar({ name, picture, size = 'normal' }: { name: string; picture?: string | null; size?: keyof typeof sizes }) {
  const known = useContext(PicturesContext).get(name);
  const url = picture === undefined ? known : picture;
  const side = cx('shrink-0 rounded-full', sizes[size]);
  if (url) return <img src={url} alt="" loading="lazy" decoding="async" className={cx(side, 'bg-sunken object-cover')} />;
  return <span aria-hidden="true" className={cx(side, 'grid place-items-center font-semibold', toneOf(name))}>{initials(name)}</span>;
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

/** A person: their picture or initials in a circle, and the name. */
export function PersonChip({ name, none = '—', size = 'normal', onlyAvatar, className }: Props) {
  if (!name) return <span className={cx('text-muted', className)}>{none}</span>;
  return (
    <span title={name} className={cx('inline-flex min-w-0 items-center gap-2 align-middle', className)}>
      <PersonAvatar name={name} size={size} />
      <span className={onlyAvatar ? 'sr-only' : 'truncate'}>{name}</span>
    </span>
  );
}
