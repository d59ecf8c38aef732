import { Form, useLocation } from '@remix-run/react';
import { MailCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';

/** Asks calmly to follow the link that went to the person's address, for as long as nobody has. */
export function ConfirmBanner({ email, className }: { email: string; className?: string }) {
  const { t } = useTranslation('confirm');
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/profile/account" className={cx('no-print flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line bg-raised px-3.5 py-2 text-14', className)}>
      <MailCheck aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
      <p className="min-w-0 flex-1 basis-64 break-words">{t('banner', { email })}</p>
      <input type="hidden" name="returnTo" value={pathname + search} />
      <Button size="small" look="quiet" name="intent" value="sendAgain">{t('sendAgain')}</Button>
    </Form>
  );
}
