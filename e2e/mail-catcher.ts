import { expect } from '@playwright/test';
import { SMTPServer } from 'smtp-server';

export interface MailCatcher {
  /** For SMTP_URL. */
  url: string;
  /** The newest match in a mail to this address; waits for one that came after the last that was found. */
  find: (to: string, pattern: RegExp) => Promise<string>;
  count: (to: string) => number;
  stop: () => Promise<void>;
}

/** A mail server on this machine that takes everything. */
export async function catchMails(): Promise<MailCatcher> {
  const mails: { to: string[]; text: string; isFound: boolean }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: decode(Buffer.concat(chunks).toString('latin1')), isFound: false });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    count: (to) => mails.filter((mail) => mail.to.includes(to)).length,
    async find(to, pattern) {
      let found: string | undefined;
      await expect
        .poll(() => {
          for (const mail of mails.filter((known) => !known.isFound && known.to.includes(to)).reverse()) {
            found = pattern.exec(mail.text)?.[0];
            if (!found) continue;
            mail.isFound = true;
            return true;
          }
          return false;
        }, { timeout: 20_000, message: `a mail to ${to} with ${pattern}` })
        .toBe(true);
      return found ?? '';
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** All parts as text, whichever way each was encoded. */
function decode(raw: string): string {
  return raw
    .split(/\r?\n--[^\r\n]+/)
    .map((part) => {
      const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
      const body = rest.join('\n\n');
      if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
      return Buffer.from(body.replace(/=\r?\n/g, '').replace(/=([\dA-F]{2})/g, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();
    })
    .join('\n');
}
