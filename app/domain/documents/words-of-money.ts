import type { Language } from '~/platform/i18n';
import { toMoney } from '~/domain/money/money';

type Forms = readonly [one: string, few: string, many: string];
type Gender = 'm' | 'f';

const ONES = ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять', 'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать', 'шестнадцать', 'семнадцать', 'восемнадцать', 'девятнадцать'];
const TENS = ['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'];
const HUNDREDS = ['', 'сто', 'двести', 'триста', 'четыреста', 'пятьсот', 'шестьсот', 'семьсот', 'восемьсот', 'девятьсот'];
const THOUSANDS: readonly { forms: Forms; gender: Gender }[] = [
  { forms: ['тысяча', 'тысячи', 'тысяч'], gender: 'f' },
  { forms: ['миллион', 'миллиона', 'миллионов'], gender: 'm' },
  { forms: ['миллиард', 'миллиарда', 'миллиардов'], gender: 'm' },
  { forms: ['триллион', 'триллиона', 'триллионов'], gender: 'm' },
];
const EN_ONES = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const EN_THOUSANDS = ['thousand', 'million', 'billion', 'trillion'];

interface CurrencyWords {
  gender: Gender;
  whole: Forms;
  cents: Forms;
  /** One and several in English. */
  en: readonly [string, string, cent: string, cents: string];
}

const CURRENCY_WORDS: Record<string, CurrencyWords> = {
  RUB: { gender: 'm', whole: ['рубль', 'рубля', 'рублей'], cents: ['копейка', 'копейки', 'копеек'], en: ['rouble', 'roubles', 'kopeck', 'kopecks'] },
  BYN: { gender: 'm', whole: ['белорусский рубль', 'белорусских рубля', 'белорусских рублей'], cents: ['копейка', 'копейки', 'копеек'], en: ['Belarusian rouble', 'Belarusian roubles', 'kopeck', 'kopecks'] },
  KZT: { gender: 'm', whole: ['тенге', 'тенге', 'тенге'], cents: ['тиын', 'тиына', 'тиынов'], en: ['tenge', 'tenge', 'tiyn', 'tiyn'] },
  USD: { gender: 'm', whole: ['доллар США', 'доллара США', 'долларов США'], cents: ['цент', 'цента', 'центов'], en: ['US dollar', 'US dollars', 'cent', 'cents'] },
  EUR: { gender: 'm', whole: ['евро', 'евро', 'евро'], cents: ['цент', 'цента', 'центов'], en: ['euro', 'euros', 'cent', 'cents'] },
};

/**
 * A sum in words as it stands under documents: "Сто двадцать одна тысяча два рубля 05 копеек". Whole units in words, the
 * hundredths in digits. A currency whose words are not known stands by its code: "Двадцать 50/100 PLN".
 * @param amount decimal text up to 999 trillion
 */
export function sayMoney(amount: string, currency: string, language: Language): string {
  const [whole = '0', cents = '00'] = toMoney(amount).abs().toFixed(2).split('.');
  const minus = toMoney(amount).isNegative() ? (language === 'ru' ? 'минус ' : 'minus ') : '';
  const words = CURRENCY_WORDS[currency];
  const text = language === 'ru' ? sayRussian(whole, cents, words) : sayEnglish(whole, cents, words);
  return capitalize(`${minus}${words ? text : `${text} ${cents}/100 ${currency}`}`);
}

function sayRussian(whole: string, cents: string, words: CurrencyWords | undefined): string {
  const spoken = numberInRussian(whole, words?.gender ?? 'm');
  if (!words) return spoken;
  return `${spoken} ${pickForm(whole, words.whole)} ${cents} ${pickForm(cents, words.cents)}`;
}

function sayEnglish(whole: string, cents: string, words: CurrencyWords | undefined): string {
  const spoken = numberInEnglish(whole);
  if (!words) return spoken;
  const [one, several, cent, centsWord] = words.en;
  return `${spoken} ${whole === '1' ? one : several} and ${cents} ${cents === '01' ? cent : centsWord}`;
}

/** A whole number in Russian words, lower case; its last word agrees with the gender of what is counted. */
export function numberInRussian(digits: string, gender: Gender): string {
  const groups = inGroups(digits);
  const parts = groups.map((group, index) => {
    const power = groups.length - 1 - index;
    const scale = THOUSANDS[power - 1];
    if (group === 0) return '';
    const spoken = groupInRussian(group, scale ? scale.gender : gender);
    return scale ? `${spoken} ${pickForm(String(group), scale.forms)}` : spoken;
  });
  return parts.filter(Boolean).join(' ') || 'ноль';
}

function groupInRussian(group: number, gender: Gender): string {
  const rest = group % 100;
  const tail = rest < 20 ? [one(rest, gender)] : [TENS[Math.floor(rest / 10)], one(rest % 10, gender)];
  return [HUNDREDS[Math.floor(group / 100)], ...tail].filter(Boolean).join(' ');
}

function one(number: number, gender: Gender): string {
  if (gender === 'f' && number === 1) return 'одна';
  if (gender === 'f' && number === 2) return 'две';
  return ONES[number] ?? '';
}

function numberInEnglish(digits: string): string {
  const groups = inGroups(digits);
  const parts = groups.map((group, index) => {
    const scale = EN_THOUSANDS[groups.length - 2 - index];
    if (group === 0) return '';
    const rest = group % 100;
    const tail = rest < 20 ? EN_ONES[rest] : [EN_TENS[Math.floor(rest / 10)], EN_ONES[rest % 10]].filter(Boolean).join('-');
    return [group >= 100 ? `${EN_ONES[Math.floor(group / 100)]} hundred` : '', tail, scale].filter(Boolean).join(' ');
  });
  return parts.filter(Boolean).join(' ') || 'zero';
}

/** 1234567 → 1, 234, 567 */
function inGroups(digits: string): number[] {
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return (padded.match(/\d{3}/g) ?? []).map(Number);
}

function pickForm(digits: string, [oneForm, few, many]: Forms): string {
  const last = Number(digits.slice(-2));
  if (last >= 11 && last <= 14) return many;
  if (last % 10 === 1) return oneForm;
  return last % 10 >= 2 && last % 10 <= 4 ? few : many;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
