import type { PlaceKey } from '../frame/places';

export type ShortcutAction =
  | { type: 'palette' }
  | { type: 'help' }
  | { type: 'search' }
  | { type: 'new' }
  | { type: 'edit' }
  | { type: 'row'; step: 1 | -1 }
  | { type: 'select' }
  | { type: 'go'; place: PlaceKey };

export interface Shortcut {
  /** Keys one after the other; "mod" is Ctrl, on a Mac ⌘. */
  keys: readonly string[];
  /** Name of its words in the namespace `frame` under `shortcuts`. */
  name: string;
  group: 'everywhere' | 'lists' | 'go';
  action: ShortcutAction;
}

const go = (key: string, place: PlaceKey): Shortcut => ({ keys: ['g', key], name: place, group: 'go', action: { type: 'go', place } });

/** Every shortcut: what the keyboard does and what the help shows are this one list. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['mod+k'], name: 'palette', group: 'everywhere', action: { type: 'palette' } },
  { keys: ['n'], name: 'new', group: 'everywhere', action: { type: 'new' } },
  { keys: ['e'], name: 'edit', group: 'everywhere', action: { type: 'edit' } },
  { keys: ['?'], name: 'help', group: 'everywhere', action: { type: 'help' } },
  { keys: ['/'], name: 'search', group: 'lists', action: { type: 'search' } },
  { keys: ['j'], name: 'next', group: 'lists', action: { type: 'row', step: 1 } },
  { keys: ['k'], name: 'previous', group: 'lists', action: { type: 'row', step: -1 } },
  { keys: ['x'], name: 'select', group: 'lists', action: { type: 'select' } },
  go('h', 'today'),
  go('l', 'leads'),
  go('c', 'contacts'),
  go('d', 'deals'),
  go('o', 'orders'),
  go('t', 'tasks'),
  go('b', 'calendar'),
  go('p', 'catalog'),
  go('r', 'reports'),
  go('a', 'analytics'),
  go('s', 'settings'),
];

export const SHORTCUT_GROUPS = ['everywhere', 'lists', 'go'] as const;

export interface PressedKey {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/**
 * The name of a pressed key in the list above, whatever the keyboard's language: on a Russian layout the key G says "п",
 * and the slash stands where the dot is. Null while an input method composes and for keys that no shortcut can have.
 */
export function nameOfKey(event: PressedKey): string | null {
  if (event.isComposing || event.altKey) return null;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const typed = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : null;
  if (event.ctrlKey || event.metaKey) return event.shiftKey ? null : withMod(typed ?? letter);
  if (event.key === '/' || event.key === '?') return event.key;
  if (event.code === 'Slash' && event.key === '.') return '/';
  if (event.code === 'Slash' && event.key === ',') return '?';
  if (event.shiftKey) return null;
  return typed ?? (/^\p{L}$/u.test(event.key) ? (letter ?? null) : null);
}

function withMod(letter: string | undefined): string | null {
  return letter ? `mod+${letter}` : null;
}

export interface Reading {
  action: ShortcutAction | null;
  /** Keys of a sequence that has begun. */
  pending: readonly string[];
}

/** What a key means after the keys before it. A key that continues no sequence begins anew. */
export function readKey(pending: readonly string[], key: string, shortcuts: readonly Shortcut[] = SHORTCUTS): Reading {
  const keys = [...pending, key];
  const fitting = shortcuts.filter((shortcut) => keys.every((one, index) => shortcut.keys[index] === one));
  const whole = fitting.find((shortcut) => shortcut.keys.length === keys.length);
  if (whole) return { action: whole.action, pending: [] };
  if (fitting.length > 0) return { action: null, pending: keys };
  return pending.length > 0 ? readKey([], key, shortcuts) : { action: null, pending: [] };
}
