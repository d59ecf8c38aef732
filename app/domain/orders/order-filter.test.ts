import { describe, expect, it } from 'vitest';
import { EMPTY_ORDER_FILTER, isOrderFiltered, orderSearchParams, parseOrderFilter } from './order-filter';

const ID = '0198d2a4-7c1e-7e55-8a5c-0123456789ab';
const parse = (search: string) => parseOrderFilter(new URLSearchParams(search));

describe('the address of the list', () => {
  it.each([
    '', 'q=2026-000123', 'state=COMPLETED', 'state=all', `contact=${ID}`, `deal=${ID}`, 'manager=mine', 'manager=nobody', `operator=${ID}`, 'operator=me', `item=${ID}`,
    'due=yes', 'due=yes&state=open', 'paid=yes', 'currency=RUB', 'on=planned&period=today', 'on=completed&period=month', 'on=request&period=custom&from=2026-01-01&to=2026-02-01', 'sort=-total',
  ])('comes back as it was: %s', (search) => {
    const filter = parse(search);
    expect(orderSearchParams(filter).toString().split('&').sort()).toEqual(search.split('&').sort());
    expect(parse(orderSearchParams(filter).toString())).toEqual(filter);
    expect(isOrderFiltered(filter)).toBe(search !== '' && !search.startsWith('sort'));
  });

  it('takes what is broken as not given', () => {
    expect(parse('state=NONE&contact=1&manager=x&item=%00&due=maybe&on=planned&sort=price&currency=roubles&period=ever')).toEqual(EMPTY_ORDER_FILTER);
    expect(parse('q=%00%20%20').q).toBe('');
  });

  it('shows open orders, unless what is asked for reaches beyond them', () => {
    expect([parse('').state, parse('due=yes').state, parse('on=completed&period=7d').state, parse('on=planned&period=7d').state]).toEqual(['open', 'all', 'all', 'open']);
  });
});
