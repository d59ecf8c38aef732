import { describe, expect, it } from 'vitest';
import { decimalField, PERCENT, WORK_TIME } from './decimal-field';

describe('a number that was typed', () => {
  it.each([
    ['12,75', '12.75'],
    ['1 200', '1200'],
    ['0', '0'],
    [' ', null],
  ])('%j is %s', (text, number) => {
    expect(decimalField(WORK_TIME).parse(text)).toBe(number);
  });

  it.each([
    ['много', 'errors.number'],
    ['1e5', 'errors.number'],
    ['1,234', 'errors.number'],
    ['-3', 'errors.negative'],
    ['−0,5', 'errors.negative'],
    ['999999999', 'errors.numberTooLarge'],
  ])('%j is refused with what to do: %s', (text, message) => {
    expect(decimalField(WORK_TIME).safeParse(text).error?.issues).toMatchObject([{ message }]);
  });

  it('of a percentage names its bounds, and the own message of a field stays', () => {
    expect(decimalField(PERCENT).safeParse('150').error?.issues).toMatchObject([{ message: 'errors.percent' }]);
    expect(decimalField(WORK_TIME, 'errors.hours').safeParse('-1').error?.issues).toMatchObject([{ message: 'errors.hours' }]);
  });
});
