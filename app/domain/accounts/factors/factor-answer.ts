import type { SubmissionResult } from '@conform-to/react';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';

/** What an authenticator app is given: shown in answers to the person alone, never kept in clear. */
export interface TotpSetUp {
  /** Base32. */
  secret: string;
  uri: string;
  qr: { size: number; path: string };
}

/** What the forms about second factors answer, besides going on to the page. */
export interface FactorAnswer {
  intent: string;
  result: SubmissionResult<string[]>;
  /** Of a password or code that was not taken: seconds to wait, 0 when it was merely wrong. */
  retryAfter: number | null;
  setUp?: TotpSetUp;
  /** Recovery codes, shown in this one answer. */
  codes?: string[];
  /** What the browser asks an authenticator for. */
  options?: PublicKeyCredentialCreationOptionsJSON;
  /** Key of `passkeys.failed` in the namespace `security`. */
  failed?: string;
  /** The password was right, the code was not. */
  isCode?: boolean;
}
