import type { Submission, SubmissionResult } from '@conform-to/react';
import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import { formatMoney } from '~/domain/money/money-text';
import { formatDay } from '~/ui/format';
import type { PickChoice } from '~/ui/record-pick';

/** What a form of money answers: errors at its fields, or a sentence above them. */
export interface FormAnswer {
  result: SubmissionResult;
  /** Why nothing was written, in a sentence. */
  problem: string | null;
  /** Of the search for an order. */
  picked: { choices: PickChoice[]; query: string };
  /** The version to go on from when somebody was faster. */
  version: number | null;
}

type Refusal =
  | { error: 'booksClosed'; through: string }
  | { error: 'refundTooLarge'; paid: string; currency: string }
  | { error: 'stale'; current: { version: number; amount: string; currency: string; day: string } }
  | { error: 'notFound' | 'orderState' | 'tooLarge' | 'order' | 'item' | 'person' | 'notPending' };

const FIELD_OF: Partial<Record<Refusal['error'], string>> = { booksClosed: 'day', refundTooLarge: 'amount', tooLarge: 'amount', order: 'orderId', item: 'itemId', person: 'userId' };
const INPUT_ERRORS = new Set<Refusal['error']>(['tooLarge', 'refundTooLarge', 'order', 'item', 'person']);

export const nothingPicked: FormAnswer['picked'] = { choices: [], query: '' };

/** The form with its messages: 422 for wrong input, 409 for closed books, a state that allows nothing, or somebody who was faster. Throws 404. */
export function answerRefusal(submission: Submission<unknown, string[]>, refusal: Refusal, { t, language }: { t: TFunction; language: string }) {
  if (refusal.error === 'notFound') throw data(null, 404);
  const field = FIELD_OF[refusal.error];
  const answer: FormAnswer = {
    result: submission.reply(field ? { fieldErrors: { [field]: [`errors.${refusal.error}`] } } : {}),
    problem: sayRefusal(refusal, t, language),
    picked: nothingPicked,
    version: refusal.error === 'stale' ? refusal.current.version : null,
  };
  return data(answer, INPUT_ERRORS.has(refusal.error) ? 422 : 409);
}

/** The same in a sentence, for a toast. */
export function sayRefusal(refusal: Refusal, t: TFunction, language: string): string {
  const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  switch (refusal.error) {
    case 'booksClosed':
      return t('problem.booksClosed', { day: day(refusal.through) });
    case 'refundTooLarge':
      return t('problem.refundTooLarge', { paid: formatMoney(refusal.paid, refusal.currency, language) });
    case 'stale':
      return t('problem.stale', { amount: formatMoney(refusal.current.amount, refusal.current.currency, language), day: day(refusal.current.day) });
    default:
      return t(`problem.${refusal.error}`);
  }
}
