import type { SubmissionResult } from '@conform-to/react';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import { requireUser, type SignedIn } from '~/domain/accounts/guard.server';
import { SignInRefused } from '~/domain/accounts/sign-in/sign-in.server';

/** What a page of the profile shows after input that was not taken. */
export interface ProfileAnswer {
  intent: string;
  result: SubmissionResult<string[]>;
  /** Of a password that was not taken: seconds to wait, 0 when it was merely wrong. */
  retryAfter: number | null;
}

export type Refusal<A extends ProfileAnswer = ProfileAnswer> = ReturnType<typeof refuse<A>>;
export type ProfileIntent<A extends ProfileAnswer = ProfileAnswer> = (form: FormData, signedIn: SignedIn, args: ActionFunctionArgs) => Promise<Response | Refusal<A>>;

export function refuse<A extends ProfileAnswer>(answer: A, status = 400, headers?: HeadersInit) {
  return data(answer, { status, headers });
}

/** The answer to a current password that was not taken. @throws whatever else went wrong */
export function refusePassword(error: unknown, answer: Omit<ProfileAnswer, 'retryAfter'>): Refusal {
  if (!(error instanceof SignInRefused)) throw error;
  const { retryAfter } = error;
  return retryAfter > 0 ? refuse({ ...answer, retryAfter }, 429, { 'Retry-After': String(retryAfter) }) : refuse({ ...answer, retryAfter });
}

/** One form post of a page of the profile. 400 for an intent that the page does not know. */
export async function runProfileIntent<A extends ProfileAnswer>(args: ActionFunctionArgs, intents: Partial<Record<string, ProfileIntent<A>>>) {
  const signedIn = await requireUser(args);
  const form = await args.request.formData();
  const intent = intents[String(form.get('intent'))];
  if (!intent) throw data(null, { status: 400 });
  return intent(form, signedIn, args);
}
