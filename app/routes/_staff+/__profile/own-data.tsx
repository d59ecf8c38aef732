import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';

/** The way to what is held about oneself. */
export function OwnData() {
  const { t } = useTranslation('personal-data');
  return (
    <Card title={t('own.title')}>
      <p className="mb-4 max-w-prose text-14 text-muted">{t('own.text')}</p>
      <a href="/profile/data" download className={buttonClass('secondary')}>
        <Download aria-hidden="true" className="size-4" />
        {t('own.download')}
      </a>
    </Card>
  );
}
