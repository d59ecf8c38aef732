import { describe, expect, it } from 'vitest';
import { columnsParam, parseColumns } from './columns';
import { readSelection } from './selection';
import { turnSort, withSort } from './sort-by';

describe('columns in the address', () => {
  const known = ['kind', 'city', 'phone', 'cf.size'];
  const usual = ['city', 'phone'];
  it.each([
    ['', usual],
    ['columns=phone,kind', ['kind', 'phone']],
    ['columns=phone&columns=cf.size', ['phone', 'cf.size']],
    ['columns=nothing,<b>', usual],
    ['columns=', usual],
  ])('"%s" shows %j', (search, shown) => {
    expect(parseColumns(new URLSearchParams(search), known, usual)).toEqual(shown);
  });

  it('are left out when usual', () => {
    expect(columnsParam(usual, usual)).toBeNull();
    expect(columnsParam(['kind'], usual)).toBe('kind');
  });
});

describe('the head of a column', () => {
  it.each([
    ['name', '-created', { sort: '-created', direction: undefined }],
    ['-created', '-created', { sort: 'created', direction: 'descending' }],
    ['created', '-created', { sort: '-created', direction: 'ascending' }],
    ['name', 'name', { sort: '-name', direction: 'ascending' }],
  ])('in the order %s, first %s', (current, first, expected) => {
    expect(turnSort(current, first)).toEqual(expected);
  });

  it('begins the list again and leaves the usual order out', () => {
    expect(withSort('q=a&after=x&sort=name', 'amount', 'name')).toBe('q=a&sort=amount');
    expect(withSort('q=a&before=x&sort=amount', 'name', 'name')).toBe('q=a');
  });
});

describe('a selection', () => {
  it('reads ids once each and leaves out what is none', () => {
    const id = '0198d2a4-7c1e-7e55-8a5c-0123456789ab';
    const form = new FormData();
    for (const value of [id, id, 'x', `${id}0`]) form.append('ids', value);
    form.append('search', 'q=a');
    expect(readSelection(form)).toEqual({ ids: [id], isAll: false, search: 'q=a' });
    form.append('all', '1');
    expect(readSelection(form).isAll).toBe(true);
  });
});
