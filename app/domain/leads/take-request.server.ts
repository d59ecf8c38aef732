import type { CheckedUpload } from '~/domain/files/store-files.server';
import { addressBlock } from '~/platform/http/address-block';
import { spendLimit } from '~/platform/rate-limit.server';
import { readFormToken, submissionKey } from './form-token.server';
import type { LeadSource } from './lead-source';
import type { PublicFormInput } from './public-form.schema';
import { sendLead, type SendLeadResult } from './send-lead.server';
import { ADDRESS_LIMIT, findQuarantineReason } from './spam';

export interface TakeRequest {
  organizationId: string;
  form: PublicFormInput;
  uploads: readonly CheckedUpload[];
  token: {
    text: string | null;
    /** False for a program that shows no form: what sends no token is not judged by when the form was rendered. */
    isRequired: boolean;
  };
  honeypot: string | null;
  /** The sender's address. */
  address: string;
  /** The sender asks not to be tracked: that speaks louder than a given consent. */
  isPrivate: boolean;
  locale: string;
  /** Where the client came from, where the token does not say it. */
  source: LeadSource | null;
  now: Date;
}

export type TakeRequestResult =
  | (Extract<SendLeadResult, { ok: true }> & {
      /** The opening of the form whose visitor agreed to be remembered. */
      consentedViewId: string | null;
    })
  | Extract<SendLeadResult, { ok: false }>;

/** Counts one sending of the public form from an address, whichever way it comes. @returns seconds to wait; 0: go on */
export function spendOnForm(address: string): Promise<number> {
  return spendLimit('form', addressBlock(address));
}

/** Keeps a checked request of the public form; one that looks like spam is set aside. Rule: domain "Spam, without third parties". */
export async function takeRequest(request: TakeRequest): Promise<TakeRequestResult> {
  const { organizationId, address, now, honeypot } = request;
  const token = readFormToken(request.token.text, organizationId, now);
  const form = { ...request.form, behaviorConsent: request.form.behaviorConsent && !request.isPrivate };
  const isOverLimit = (await spendLimit('formQuarantine', addressBlock(address))) > 0;
  const result = await sendLead({
    organizationId,
    form,
    uploads: request.uploads,
    submissionKey: submissionKey(token, form.serviceId),
    viewId: token?.viewId ?? null,
    quarantineReason: findQuarantineReason({
      honeypot,
      renderedAt: token && new Date(token.renderedAt),
      isUnrendered: !request.token.isRequired && request.token.text === null,
      now,
      texts: [form.firstName, form.lastName, form.middleName, form.businessInfo, form.businessNiche, form.budget, form.convenientTime, form.comments],
      sentFromAddress: isOverLimit ? ADDRESS_LIMIT.quarantine + 1 : 1,
    }),
    locale: request.locale,
    consent: { versions: token?.consents ?? null, shownAt: token ? new Date(token.renderedAt) : now, source: request.token.isRequired ? 'form' : 'api' },
    source: token?.source ?? request.source,
    now,
  });
  if (!result.ok) return result;
  return { ...result, consentedViewId: token && form.behaviorConsent ? token.viewId : null };
}
