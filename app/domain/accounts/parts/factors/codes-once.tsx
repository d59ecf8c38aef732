import { Link } from '@remix-run/react';
import { Download, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { CopyButton } from '~/ui/copy-button';

/** New recovery codes, which stand in this one answer: to be kept as a file, on paper or in a password manager. */
export function CodesOnce({ codes, email, back }: { codes: string[]; email: string; back: string }) {
  const { t } = useTranslation('security');
  const [canPrint, setCanPrint] = useState(false);
  useEffect(() => setCanPrint(true), []);
  const text = [t('codes.file', { email }), '', ...codes, ''].join('\n');
  return (
    <section aria-labelledby="codes-once" className="rounded-card border border-ok/30 bg-surface p-4 shadow-card md:p-5">
      <Alert tone="ok" title={<span id="codes-once">{t('codes.once')}</span>}>{t('codes.onceText')}</Alert>
      <ol className="my-4 grid max-w-lg list-none gap-x-8 gap-y-1.5 font-mono text-16 sm:grid-cols-2">
        {codes.map((code) => <li key={code} data-row="recovery-codes">{code}</li>)}
      </ol>
      <div className="flex flex-wrap items-center gap-2 no-print">
        <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="teplo-recovery-codes.txt" className={buttonClass('secondary')}>
          <Download aria-hidden="true" className="size-4" />
          {t('codes.download')}
        </a>
        {canPrint ? (
          <Button type="button" onClick={() => window.print()}>
            <Printer aria-hidden="true" className="size-4" />
            {t('codes.print')}
          </Button>
        ) : null}
        <CopyButton text={codes.join('\n')} wide />
        <Link to={back} className={buttonClass('quiet')}>{t('codes.saved')}</Link>
      </div>
    </section>
  );
}
