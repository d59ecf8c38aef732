import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';

const ADDRESS = '/login/passkey';
/** A question is good for five minutes: the one that waits in the browser's list of names is asked anew before. */
const ASK_AGAIN_MS = 4 * 60_000;

interface Props {
  /** The address at which passkeys of this site work. */
  origin: string;
  redirectTo: string;
  remember: () => boolean;
  /** Also offers passkeys in the list that opens at the name field. */
  inNameField?: boolean;
  /** A line with "or" between the button and what follows; without it the line stands above. */
  orBelow?: boolean;
}

/** Sign-in with a passkey. It needs a script, and the site's own address: elsewhere nothing is drawn. */
export function PasskeySignIn({ origin, redirectTo, remember, inNameField = false, orBelow = false }: Props) {
  const { t } = useTranslation('security');
  const [isOffered, setOffered] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const now = useRef({ redirectTo, remember, isBusy });
  useEffect(() => {
    now.current = { redirectTo, remember, isBusy };
  });
  useEffect(() => setOffered('PublicKeyCredential' in window && window.location.origin === origin), [origin]);
  useEffect(() => (isOffered && inNameField ? waitInNameField(() => now.current, setFault) : undefined), [isOffered, inNameField]);
  if (!isOffered) return null;
  const signIn = async () => {
    setBusy(true);
    setFault(null);
    now.current.isBusy = true;
    const failed = await showPasskey({ redirectTo, remember });
    if (failed) {
      setFault(failed);
      setBusy(false);
    }
  };
  const or = <p className="flex items-center gap-3 text-13 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{t('passkeys.or')}</p>;
  return (
    <div className={orBelow ? 'mb-4 flex flex-col gap-4' : 'mt-4 flex flex-col gap-4'}>
      {orBelow ? null : or}
      {fault ? <Alert tone="danger">{t(`passkeys.failed.${fault}`)}</Alert> : null}
      <Button type="button" size="large" aria-disabled={isBusy || undefined} onClick={isBusy ? undefined : () => void signIn()}>
        <KeyRound aria-hidden="true" className="size-5" />
        {t(isBusy ? 'passkeys.waiting' : 'passkeys.signIn')}
      </Button>
      {orBelow ? or : null}
    </div>
  );
}

type Way = Pick<Props, 'redirectTo' | 'remember'>;

const toldSchema = z.object({ to: z.string().optional(), error: z.string().optional() });

let lastQuestion: Promise<unknown> = Promise.resolve();

/** One question after the other: the browser keeps the cookie of the last one that was answered. */
function askServer(): Promise<Response> {
  const asked = lastQuestion.then(() => fetch(ADDRESS, { method: 'POST', body: new FormData() }));
  lastQuestion = asked.catch(() => null);
  return asked;
}

/**
 * Asks, lets the device answer, and goes on to where the answer leads.
 * @param quiet set where nobody has asked yet, in the list of names; says whether somebody has pressed the button meanwhile
 * @returns why it did not, or null
 */
async function showPasskey({ redirectTo, remember }: Way, quiet?: { isBusy: () => boolean }): Promise<string | null> {
  const { startAuthentication, WebAuthnError } = await import('@simplewebauthn/browser');
  try {
    const asked = await askServer();
    // the browser answers one question at a time, and the button's comes first
    if (quiet?.isBusy()) return null;
    if (!asked.ok) return asked.status === 429 ? 'blocked' : 'over';
    const optionsJSON = (await asked.json()) as PublicKeyCredentialRequestOptionsJSON;
    const response = await startAuthentication({ optionsJSON, useBrowserAutofill: quiet !== undefined });
    const form = new FormData();
    form.set('response', JSON.stringify(response));
    form.set('redirectTo', redirectTo);
    if (remember()) form.set('remember', 'on');
    const answered = await fetch(ADDRESS, { method: 'POST', body: form });
    const told = toldSchema.parse(await answered.json());
    if (!told.to) return told.error ?? 'over';
    window.location.assign(told.to);
    return null;
  } catch (error) {
    // what goes wrong before anybody has asked is no news
    if (quiet) return null;
    return error instanceof WebAuthnError || error instanceof DOMException ? 'cancelled' : 'offline';
  }
}

/** Passkeys among the names that the browser offers, for as long as the page stands. */
function waitInNameField(way: () => Way & { isBusy: boolean }, tell: (fault: string | null) => void): () => void {
  let isOver = false;
  const ask = async () => {
    const { browserSupportsWebAuthnAutofill } = await import('@simplewebauthn/browser');
    if (isOver || way().isBusy || !(await browserSupportsWebAuthnAutofill())) return;
    const failed = await showPasskey(way(), { isBusy: () => way().isBusy });
    if (!isOver && failed) tell(failed);
  };
  void ask();
  const again = setInterval(() => void ask(), ASK_AGAIN_MS);
  return () => {
    isOver = true;
    clearInterval(again);
    void import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
  };
}
