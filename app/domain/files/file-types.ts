import { cleanLine } from '../leads/clean-text';

/** What may be sent, by content: the endings that may stand in its name, the first one is the usual. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heif', 'heic'],
  'application/pdf': ['pdf'],
};

/** Types that every browser draws and that carry no scripts. */
const SHOWN_INLINE: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);
const NAME_MAX = 120;

/** Whether this content may be stored under this name: a known type whose ending does not claim another one. */
export function isAcceptable(contentType: string | undefined, name: string): boolean {
  const endings = contentType ? ENDINGS[contentType] : undefined;
  const ending = endingOf(name);
  return endings !== undefined && (ending === '' || endings.includes(ending));
}

/** The usual ending of an accepted type, without the dot. */
export function usualEnding(contentType: string): string {
  return ENDINGS[contentType]?.[0] ?? 'bin';
}

export function isShownInline(contentType: string): boolean {
  return SHOWN_INLINE.has(contentType);
}

/** The name as staff see and save it: no path, no control or direction characters, not too long, with an ending. */
export function cleanFileName(name: string, contentType: string): string {
  const last = cleanLine(name.split(/[\\/]/).at(-1) ?? '').replace(/[<>:"|?*]/g, '_').replace(/^\.+/, '');
  const ending = endingOf(last) || usualEnding(contentType);
  const stem = (endingOf(last) ? last.slice(0, -ending.length - 1) : last).trim();
  return `${[...(stem || 'file')].slice(0, NAME_MAX).join('')}.${ending}`;
}

function endingOf(name: string): string {
  return /\.([\p{L}\p{N}]{1,8})$/u.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}
