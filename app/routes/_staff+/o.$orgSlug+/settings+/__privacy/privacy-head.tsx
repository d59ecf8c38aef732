import { useTranslation } from 'react-i18next';
import { Tabs } from '~/ui/tabs';

const PAGES = ['people', 'retention', 'consents'] as const;
type PrivacyPage = (typeof PAGES)[number];
const PATHS: Record<PrivacyPage, string> = { people: '', retention: '/retention', consents: '/consents' };

/** Title of the section and the ways between its pages. */
export function PrivacyHead({ base, current }: { base: string; current: PrivacyPage }) {
  const { t } = useTranslation('personal-data');
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 id="personal-data" className="text-20 font-semibold">{t('title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
      </div>
      <Tabs label={t('tabs.label')} tabs={PAGES.map((page) => ({ to: `${base}${PATHS[page]}`, label: t(`tabs.${page}`), isCurrent: page === current }))} />
    </div>
  );
}
