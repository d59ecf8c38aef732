import { describe, expect, it } from 'vitest';
import { readPick, settlePick } from './record-pick';

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const anna = { id: 'a', label: 'Анна Петрова' };
const both = [anna, { id: 'b', label: 'Анна Иванова' }];

describe('readPick', () => {
  it.each([
    [{}, { kind: 'none' }],
    [{ contactId: 'a' }, { kind: 'id', id: 'a' }],
    [{ contactId: 'a', contactIdQuery: 'Анна', contactIdShown: 'Анна' }, { kind: 'id', id: 'a' }],
    [{ contactId: 'a', contactIdQuery: 'Пётр', contactIdShown: 'Анна' }, { kind: 'text', text: 'Пётр' }],
    [{ contactId: 'a', contactIdQuery: '  ', contactIdShown: 'Анна' }, { kind: 'none' }],
    [{ contactId: '', contactIdQuery: 'Пётр', contactIdShown: '' }, { kind: 'text', text: 'Пётр' }],
    [{ contactId: 'new', contactIdQuery: 'Пётр', contactIdShown: 'Анна' }, { kind: 'new', text: 'Пётр' }],
    [{ contactId: 'new', contactIdQuery: '' }, { kind: 'none' }],
    [{ contactIdQuery: 'Пё\0тр\n' }, { kind: 'text', text: 'Пётр' }],
  ])('%j → %j', (fields: Record<string, string>, pick) => {
    expect(readPick(form(fields), 'contactId')).toEqual(pick);
  });
});

describe('settlePick', () => {
  it.each([
    ['the only match', 'петр', [anna], 'a', null],
    ['an exact name among several', 'анна петрова', both, 'a', null],
    ['several', 'Анна', both, null, 'pick.errors.choose'],
    ['none', 'Олег', [], null, 'pick.errors.notFound'],
  ])('%s', async (_, text, found, id, error) => {
    const data = form({ contactId: 'stale', contactIdQuery: text, contactIdShown: 'Кто-то' });
    const settled = await settlePick(data, 'contactId', () => Promise.resolve(found));
    expect(data.get('contactId')).toBe(id);
    expect(settled.error).toBe(error);
    expect(settled.choices).toEqual(error ? found : []);
  });

  it('leaves the id empty for one that is to be created', async () => {
    const data = form({ contactId: 'new', contactIdQuery: 'Олег' });
    expect(await settlePick(data, 'contactId', () => Promise.reject(new Error('not asked')))).toEqual({ pick: { kind: 'new', text: 'Олег' }, choices: [], error: null });
    expect(data.has('contactId')).toBe(false);
  });
});
