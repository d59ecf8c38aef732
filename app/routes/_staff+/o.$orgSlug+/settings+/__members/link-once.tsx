import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { CopyButton } from '~/ui/copy-button';
import { controlClass } from '~/ui/field';

/** The link of an invitation that no mail carries: shown in this one answer. */
export function LinkOnce({ email, link, isAgain }: { email: string; link: string; isAgain: boolean }) {
  const { t } = useTranslation('members');
  return (
    <Alert tone="ok" title={t('invite.linkTitle', { email })}>
      <p className="max-w-prose">{isAgain ? `${t('invite.linkOld')} ${t('invite.linkText')}` : t('invite.linkText')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <input readOnly value={link} aria-label={t('invite.linkLabel')} onFocus={(event) => event.currentTarget.select()} className={`${controlClass} min-w-0 flex-1 basis-64 font-mono text-13`} />
        <CopyButton text={link} wide />
      </div>
    </Alert>
  );
}
