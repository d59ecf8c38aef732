import { describe, expect, it } from 'vitest';
import { nameOfKey, readKey, SHORTCUTS, type PressedKey } from './shortcuts';

const press = (key: string, code: string, held: Partial<PressedKey> = {}): PressedKey => ({
  key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held,
});

describe('nameOfKey', () => {
  it.each([
    [press('g', 'KeyG'), 'g'],
    [press('п', 'KeyG'), 'g'],
    [press('G', 'KeyG', { shiftKey: true }), null],
    [press('k', 'KeyK', { ctrlKey: true }), 'mod+k'],
    [press('л', 'KeyK', { metaKey: true }), 'mod+k'],
    [press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), null],
    [press('k', 'KeyT', { ctrlKey: true }), 'mod+k'],
    [press('/', 'Slash'), '/'],
    [press('.', 'Slash'), '/'],
    [press('?', 'Slash', { shiftKey: true }), '?'],
    [press(',', 'Slash', { shiftKey: true }), '?'],
    [press('?', 'Digit7', { shiftKey: true }), '?'],
    [press('.', 'Period'), null],
    [press('n', 'KeyN', { altKey: true }), null],
    [press('n', 'KeyN', { isComposing: true }), null],
    [press('Process', 'KeyN'), null],
    [press('Enter', 'Enter'), null],
    [press('1', 'Digit1'), null],
  ])('%j', (event, name) => {
    expect(nameOfKey(event)).toBe(name);
  });
});

describe('readKey', () => {
  it('waits for the second key of a sequence', () => {
    const first = readKey([], 'g');
    expect(first).toEqual({ action: null, pending: ['g'] });
    expect(readKey(first.pending, 'c')).toEqual({ action: { type: 'go', place: 'contacts' }, pending: [] });
  });

  it.each([
    [['g'], 'n', { action: { type: 'new' }, pending: [] }],
    [['g'], 'g', { action: null, pending: ['g'] }],
    [['g'], 'z', { action: null, pending: [] }],
    [[], 'z', { action: null, pending: [] }],
  ])('%j then %s', (pending, key, reading) => {
    expect(readKey(pending, key)).toEqual(reading);
  });

  it('reads every listed shortcut, none of which is the beginning of another', () => {
    for (const { keys, action } of SHORTCUTS) {
      const last = keys.reduce((reading, key) => readKey(reading.pending, key), readKey([], ''));
      expect(last.action).toEqual(action);
    }
  });
});
