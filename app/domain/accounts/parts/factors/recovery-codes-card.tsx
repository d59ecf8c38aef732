import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { RECOVERY_CODES } from '~/domain/accounts/factors/recovery-codes';
import { PasswordAgain } from './password-again';

/** Few enough that it is time for new ones. */
const FEW = 2;

/** How many recovery codes are left, and new ones in their place. */
export function RecoveryCodesCard({ email, left, answer }: { email: string; left: number; answer?: FactorAnswer }) {
  const { t } = useTranslation('security');
  return (
    <Card title={t('codes.title')} aside={<span data-metric="recovery-codes" data-value={left}>{t('codes.left', { count: left, of: RECOVERY_CODES })}</span>}>
      <p className="mb-4 max-w-prose text-14 text-muted">{t('codes.intro')}</p>
      {left <= FEW ? <Alert tone="warm" className="mb-4">{t('codes.few')}</Alert> : null}
      <details open={answer ? true : undefined}>
        <summary className={buttonClass('secondary', 'normal', 'cursor-pointer')}>{t('codes.renewOpen')}</summary>
        <div className="mt-4 border-t border-line pt-4">
          <PasswordAgain intent="codes-renew" email={email} answer={answer} hint={t('codes.renewIntro')} submit={t('codes.renew')} />
        </div>
      </details>
    </Card>
  );
}
