import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeLines, emptyLine, emptyOrderForm, freeLine, lineOfItem, readLineChange, readOrderForm, shortDecimal, swapItem, toPriceLine, writeOrderForm, type LineChange, type LineValues } from './order-form';

const text = fc.string({ maxLength: 30 });
const line = fc.record(Object.fromEntries(Object.keys(emptyLine()).map((field) => [field, text]))) as fc.Arbitrary<LineValues>;
const lines = fc.array(line, { maxLength: 12 }).map((rows) => rows.map((row, index) => ({ ...row, key: String(index + 1) })));
const change: fc.Arbitrary<LineChange> = fc.oneof(
  line.map((added): LineChange => ({ do: 'add', line: added })),
  fc.record({ do: fc.constantFrom('remove' as const, 'up' as const, 'down' as const), key: fc.integer({ min: 1, max: 14 }).map(String) }),
);
const withoutKey = ({ key: _key, ...rest }: LineValues) => JSON.stringify(rest);

describe('the form of an order', () => {
  it('reads what it writes, whatever is typed', () => {
    const operator = fc.record({ userId: fc.uuid(), payKind: text, payRate: text });
    fc.assert(
      fc.property(lines, fc.array(operator, { maxLength: 5 }), text, (rows, operators, address) => {
        const values = { ...emptyOrderForm(), address, lines: rows, operators };
        expect(readOrderForm(writeOrderForm(values))).toEqual(values);
      }),
    );
  });

  it('keeps the order of the numbers, with gaps, and gives each line a key of its own', () => {
    const form = new FormData();
    for (const [name, value] of [['lines[7].name', 'later'], ['lines[2].name', 'first'], ['lines[2].key', '4'], ['lines[9].key', '4'], ['lines[9].name', 'last'], ['lines[x].name', 'no'], ['lines[3].secret', 'no']] as const) form.append(name, value);
    const { lines: rows } = readOrderForm(form);
    expect(rows.map(({ name }) => name)).toEqual(['first', 'later', 'last']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
    expect(rows[0]?.key).toBe('4');
  });
});

describe('changes of lines', () => {
  it('lose nothing but the removed line', () => {
    fc.assert(
      fc.property(lines, fc.array(change, { maxLength: 20 }), (start, changes) => {
        let now = start;
        for (const step of changes) {
          const next = changeLines(now, step);
          const gone = step.do === 'remove' ? now.filter(({ key }) => key === step.key) : [];
          const added = step.do === 'add' ? [step.line as LineValues] : [];
          expect([...next, ...gone].map(withoutKey).sort()).toEqual([...now, ...added].map(withoutKey).sort());
          expect(new Set(next.map(({ key }) => key)).size).toBe(next.length);
          now = next;
        }
      }),
    );
  });

  it('up and down undo each other inside the list; at an end nothing moves', () => {
    fc.assert(
      fc.property(lines, fc.nat(11), (rows, at) => {
        const key = rows[at]?.key ?? 'none';
        const up = changeLines(rows, { do: 'up', key });
        if (at === 0 || at >= rows.length) expect(up).toEqual(rows);
        else expect(changeLines(up, { do: 'down', key })).toEqual(rows);
      }),
    );
  });

  it.each([
    ['line.up:3', { do: 'up', key: '3' }],
    ['line.remove:12', { do: 'remove', key: '12' }],
    ['line.add:MATERIAL', { do: 'add', line: freeLine('MATERIAL', '20') }],
    ['line.add:HOUSE', null],
    ['line.add', null],
    ['save', null],
  ])('%s', (intent, expected) => expect(readLineChange(intent, '20')).toEqual(expected));
});

describe('numbers of a line', () => {
  it.each([['1500.0000', '1500'], ['0.3350', '0.335'], ['20', '20'], ['100', '100'], [null, '']])('%j is short as %j', (long, expected) => expect(shortDecimal(long)).toBe(expected));

  it('an item brings its name, unit, rates and tax', () => {
    const item = { id: 'a', kind: 'EQUIPMENT', name: 'Экскаватор', unit: 'смена', price: null, hourlyRate: '2450.0000', shiftRate: '19600.0000', taxPercent: '20.0000', perHour: false } as const;
    expect(lineOfItem(item)).toMatchObject({ itemId: 'a', name: 'Экскаватор', shifts: '1', quantity: '', hourlyRate: '2450', shiftRate: '19600', taxPercent: '20', perHour: '' });
  });

  it('another machine takes the place of one with what was agreed', () => {
    const item = { id: 'b', kind: 'EQUIPMENT', name: 'JCB', unit: '', price: null, hourlyRate: '2000', shiftRate: '16000', taxPercent: '0', perHour: false } as const;
    const rows = [{ ...freeLine('SERVICE', '0'), key: '1', itemId: 'c' }, { ...freeLine('EQUIPMENT', '20'), key: '2', itemId: 'a', id: 'old', shifts: '3', discountPercent: '5' }];
    const [first, second] = swapItem(rows, 'a', item);
    expect(first).toEqual(rows[0]);
    expect(second).toMatchObject({ key: '3', id: 'old', itemId: 'b', name: 'JCB', shifts: '3', discountPercent: '5', shiftRate: '16000', taxPercent: '0' });
  });

  it('a line by the hour counts the duration; one that cannot be read has no price yet', () => {
    const hourly = { ...freeLine('SERVICE', '0'), unitPrice: '100', perHour: 'on' };
    expect(toPriceLine(hourly, '7.5')).toMatchObject({ quantity: '7.5' });
    expect(toPriceLine(hourly, null)).toMatchObject({ quantity: '1' });
    expect(toPriceLine({ ...hourly, unitPrice: '1 500,5' }, '7.5')).toMatchObject({ unitPrice: '1500.5', taxPercent: '0' });
    for (const unitPrice of ['сто', '-1', '1e9', '1.2.3']) expect(toPriceLine({ ...hourly, unitPrice }, '7.5')).toBeNull();
  });
});
