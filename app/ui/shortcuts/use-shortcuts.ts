import { useEffect, useRef } from 'react';
import { areSingleKeysOn } from './shortcut-setting';
import { nameOfKey, readKey, type ShortcutAction } from './shortcuts';

const sequenceMs = 1_500;
const notTyped = new Set(['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'range', 'color']);

/** Whether keys pressed here are text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !notTyped.has(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.getAttribute('role') === 'combobox';
}

/** Listens to the keyboard for the shortcuts of `shortcuts.ts`; silent while somebody types and while a dialog is open. */
export function useShortcuts(run: (action: ShortcutAction) => boolean): void {
  const runNow = useRef(run);
  useEffect(() => {
    runNow.current = run;
  });
  useEffect(() => {
    let pending: readonly string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.keyCode === 229) return;
      const name = nameOfKey(event);
      if (!name) return;
      const isHeld = name.startsWith('mod+');
      if (!isHeld && (isTyping(event.target) || !areSingleKeysOn())) return;
      if (document.querySelector('dialog:modal')) return;
      const reading = readKey(pending, name);
      pending = reading.pending;
      clearTimeout(timer);
      if (pending.length > 0) timer = setTimeout(() => (pending = []), sequenceMs);
      if (reading.action && runNow.current(reading.action)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
