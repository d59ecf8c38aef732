import { encode } from 'uqr';
import { toMoney } from '~/domain/money/money';

export interface PaymentDetails {
  /** Who is paid. */
  name: string;
  inn: string | null;
  kpp: string | null;
  bankName: string;
  bik: string;
  account: string;
  correspondentAccount: string | null;
  /** Roubles, decimal text. */
  amount: string;
  purpose: string;
}

/** Longest values, in characters, by table 1 of the standard. */
const LIMITS = { Name: 160, BankName: 45, Purpose: 210 } as const;

/**
 * The text of a payment's QR code by GOST R 56042-2014: "ST00012" (format 1, UTF-8) and fields behind bars; the sum in
 * kopecks. Names are cut to the standard's lengths; the bar itself is no part of a value. Banks without a correspondent
 * account write 0.
 */
export function paymentQrText({ name, inn, kpp, bankName, bik, account, correspondentAccount, amount, purpose }: PaymentDetails): string {
  const fields: [string, string | null][] = [
    ['Name', plain(name, LIMITS.Name)],
    ['PersonalAcc', account],
    ['BankName', plain(bankName, LIMITS.BankName)],
    ['BIC', bik],
    ['CorrespAcc', correspondentAccount ?? '0'],
    ['Sum', toMoney(amount).times(100).toFixed(0)],
    ['Purpose', plain(purpose, LIMITS.Purpose)],
    ['PayeeINN', inn],
    ['KPP', kpp],
  ];
  return ['ST00012', ...fields.filter(([, value]) => value !== null && value !== '').map(([key, value]) => `${key}=${value}`)].join('|');
}

function plain(text: string, max: number): string {
  return [...text.replace(/\s+/g, ' ').replaceAll('|', '/').trim()].slice(0, max).join('').trim();
}

/** A QR code as SVG of one path: sharp at any size. Level M outlives a fold or a stamp. */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="#000000" d="${path}"/></svg>`;
}
