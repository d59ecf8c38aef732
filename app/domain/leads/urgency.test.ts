import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isUrgent } from './urgency';

describe('isUrgent', () => {
  test.each([
    'срочно', 'СРОЧНО!!!', 'Срочный заказ', 'нужна срочная доставка', 'срочненько бы', 'Срочнооо', 'СРООООЧНО', 'заказ срочен', 'срочного ремонта',
    'сверхсрочно', 'посрочнее, пожалуйста', 'Очень срочно, пожалуйста', 'срочность высокая', '«срочно»', 'сро\u00adчно', 'ｓｒ срочно', 'urgent', 'URGENT!',
    'we need it urgently', 'a matter of urgency', 'это не срочно, но то срочно', 'Не звоните, срочно пишите', 'не могу ждать срочно нужно',
    'не просто срочно, а очень срочно', 'не только срочно', 'not only urgent', 'not just urgent', 'Не дозвонился. Срочно перезвоните',
    'срочно нет воды', 'важно — срочно', 'не подведите!\nсрочно', 'client urgent', 'important urgent', 'бессрочный договор, но срочно',
  ])('%j is urgent', (comment) => {
    expect(isUrgent(comment)).toBe(true);
  });

  test.each([
    '', 'не срочно', 'НЕ СРОЧНО!', 'не  очень срочно', 'несрочно', 'не-срочно', 'не «срочно»', 'не так уж и срочно', 'совсем не срочно', 'ни разу не срочно',
    'не требует срочного ремонта', 'без срочности', 'срочности нет', 'особой срочности нет', 'срочно не нужно', 'срочность не важна', 'Срочно? Нет.',
    'не сказать, что срочно', 'бессрочный', 'досрочно', 'рассрочка', 'в рассрочку', 'просрочен', 'отсрочка', 'внесрочный', 'срочник', 'срок месяц',
    'not urgent', 'Not very urgent', 'non-urgent', "isn't urgent", 'isn’t urgent', "it isn't urgent at all", "doesn't need to be urgent", 'no urgency', 'nonurgent',
    'urgent: no', 'not an urgent matter', 'insurgent', 'detergent', 'не срочно и не очень срочно', 'нет срочности',
  ])('%j is not urgent', (comment) => {
    expect(isUrgent(comment)).toBe(false);
  });

  it('takes a missing comment for not urgent', () => {
    expect(isUrgent(null)).toBe(false);
    expect(isUrgent(undefined)).toBe(false);
  });

  it('finds the word in any case inside any text without letters around, and never throws', () => {
    const noise = fc.string({ unit: fc.constantFrom(' ', '!', '.', ',', '1', '🙂', '\n', '«', '\u0000') });
    fc.assert(
      fc.property(noise, noise, fc.constantFrom('срочно', 'Срочная', 'СРОЧНЫЕ', 'urgent', 'Urgently'), (before, after, word) => {
        expect(isUrgent(before + word + after)).toBe(true);
        expect(isUrgent(`${before}не ${word}${after}`)).toBe(false);
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => typeof isUrgent(text) === 'boolean'));
  });

  it('reads long text in linear time', () => {
    const started = process.cpuUsage();
    for (const piece of ['не ', 'срочн ', 'срочно не ', ' ', 'о', ', ']) isUrgent(piece.repeat(20_000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
  });
});
