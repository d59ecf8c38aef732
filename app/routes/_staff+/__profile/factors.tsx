import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { CodesOnce } from '~/domain/accounts/parts/factors/codes-once';
import { FactorNeeded } from '~/domain/accounts/parts/factors/factor-needed';
import { PasskeysCard } from '~/domain/accounts/parts/factors/passkeys-card';
import { RecoveryCodesCard } from '~/domain/accounts/parts/factors/recovery-codes-card';
import { TotpCard } from '~/domain/accounts/parts/factors/totp-card';
import type { loadFactors } from './load-factors.server';

interface Props {
  factors: Awaited<ReturnType<typeof loadFactors>>;
  now: Date;
  timeZone: string;
  answer?: FactorAnswer;
}

/** What the person shows besides the password. */
export function Factors({ factors: { email, totpSince, codesLeft, passkeys, origin, needed }, now, timeZone, answer }: Props) {
  const hasFactor = totpSince !== null || passkeys.length > 0;
  return (
    <>
      {needed ? <FactorNeeded needed={needed} isDone={hasFactor} /> : null}
      {answer?.codes ? <CodesOnce codes={answer.codes} email={email} back={needed?.back ?? '/profile/security'} /> : null}
      <TotpCard email={email} since={totpSince} timeZone={timeZone} answer={answer} />
      <PasskeysCard email={email} passkeys={passkeys} origin={origin} now={now} timeZone={timeZone} answer={answer?.intent.startsWith('passkey') ? answer : undefined} />
      {hasFactor && !answer?.codes ? <RecoveryCodesCard email={email} left={codesLeft} answer={answer?.intent === 'codes-renew' ? answer : undefined} /> : null}
    </>
  );
}
