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

export interface QrDrawing {
  /** Modules along one side, the quiet border included. */
  size: number;
  /** Dark areas in modules; together they are the code, none covers another. */
  areas: { x: number; y: number; width: number; height: number }[];
}

/**
 * A QR code as few rectangles: sharp at any size, and quick to draw (a path of a thousand squares takes a third of a
 * second). Level M outlives a fold or a stamp.
 */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const isFree = data.map((row) => [...row]);
  const areas: QrDrawing['areas'] = [];
  isFree.forEach((row, y) => {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      let width = 1;
      while (row[x + width]) width += 1;
      let height = 1;
      const isDark = (line: boolean[] | undefined) => line?.slice(x, x + width).every(Boolean) ?? false;
      while (isDark(isFree[y + height])) height += 1;
      for (const line of isFree.slice(y, y + height)) line.fill(false, x, x + width);
      areas.push({ x, y, width, height });
    }
  });
  return { size, areas };
}
