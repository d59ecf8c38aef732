import { resetFactorsByHost } from '~/domain/accounts/factors/reset-factors.server';
import { closeDatabase } from '~/platform/db.server';
import { ensureSessionSecret, openPostgres } from '~/start.server';

/** `npm run reset-factors -- <e-mail>`: for a person who lost every second factor and whom no owner can help. */
export async function runResetFactorsCommand({ args: [email], say }: { args: string[]; say: (line: string) => void }): Promise<void> {
  if (!email) throw new Error('usage: reset-factors <e-mail>');
  ensureSessionSecret();
  const postgres = await openPostgres();
  try {
    const name = await resetFactorsByHost(email, new Date());
    if (name === null) throw new Error(`Nobody has the e-mail ${email}.`);
    say(`The second factors of ${name} are reset and all their sign-ins ended: the password remains.`);
  } finally {
    await closeDatabase();
    await postgres?.stop();
  }
}
