import { Ellipsis, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { Menu, MenuPost } from '~/ui/menu';

/** What else can be done with a row of money on its own page; the toast that follows takes it back. */
export function DeleteMenu({ returnTo }: { returnTo: string }) {
  const { t } = useTranslation('money');
  return (
    <Menu align="right" label={t('more')} summary={<Ellipsis aria-hidden="true" className="size-5" />} summaryClassName={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
      <MenuPost intent="delete" fields={{ returnTo }} Icon={Trash2} isDanger>{t('delete')}</MenuPost>
    </Menu>
  );
}
