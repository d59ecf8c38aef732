import { Link, useFetcher } from '@remix-run/react';
import { Bell as BellIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { Menu } from '../menu';

interface Props {
  orgSlug: string;
  /** How many are unread, 100 at most. */
  unread: number;
  align?: 'left' | 'right';
  /** In the bar of a phone. */
  isLarge?: boolean;
}

/** Beyond that nobody counts. */
const SHOWN_MAX = 99;

/** What happened: a link to the list; with JavaScript a live number and a menu of the newest. */
export function Bell({ orgSlug, unread: count, align = 'left', isLarge }: Props) {
  const { t } = useTranslation('frame');
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const list = `/o/${orgSlug}/notifications`;
  const label = count > 0 ? `${t('bell.label')}: ${t('bell.count', { count: Math.min(count, SHOWN_MAX) })}` : t('bell.label');
  const look = 'relative grid size-9 shrink-0 cursor-pointer place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11';
  const sign = (
    <>
      <BellIcon aria-hidden="true" className={isLarge ? 'size-5' : 'size-4.5'} />
      {count > 0 ? (
        <span aria-hidden="true" data-metric="unread" data-value={count} className="absolute -top-0.5 -right-0.5 min-w-4.5 rounded-full bg-hot px-1 text-center text-12 leading-4.5 font-semibold text-on-accent tabular-nums">
          {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
        </span>
      ) : null}
    </>
  );
  if (!isLive) return <Link to={list} aria-label={label} title={t('bell.label')} className={look}>{sign}</Link>;
  return <BellMenu {...{ orgSlug, list, label, look, sign, align }} hasUnread={count > 0} />;
}

interface BellItems {
  items: { id: string; title: string; path: string; at: string; isUnread: boolean }[];
}

function BellMenu({ orgSlug, list, label, look, sign, align, hasUnread }: Pick<Props, 'orgSlug' | 'align'> & { list: string; label: string; look: string; sign: JSX.Element; hasUnread: boolean }) {
  const { t } = useTranslation('frame');
  const news = useFetcher<BellItems>({ key: 'bell' });
  const all = useFetcher({ key: 'bell-all' });
  const load = () => news.load(`/resources/o/${orgSlug}/bell`);
  const items = news.data?.items;
  return (
    <Menu label={label} summary={sign} summaryClassName={look} align={align} onOpen={load} panelClassName="p-0! max-md:fixed max-md:inset-x-4 max-md:top-14 max-md:mt-0 max-md:w-auto md:w-88">
      <div className="flex items-center justify-between gap-3 border-b border-line px-3 py-2">
        <span className="text-14 font-semibold">{t('bell.label')}</span>
        {hasUnread ? (
          <all.Form method="post" action={list}>
            <input type="hidden" name="stay" value="yes" />
            <button name="intent" value="readAll" className="rounded-control px-1.5 py-1 text-13 text-accent hover:underline">{t('bell.readAll')}</button>
          </all.Form>
        ) : null}
      </div>
      {items?.length === 0 ? <p className="px-3 py-6 text-center text-14 text-muted">{t('bell.none')}</p> : null}
      {items ? null : <p role="status" className="px-3 py-6 text-center text-14 text-muted">{t('bell.loading')}</p>}
      <ul className="max-h-[min(28rem,60vh)] divide-y divide-line overflow-y-auto scroll-thin">
        {items?.map(({ id, title, path, at, ...item }) => {
          // marked as read all at once, they are not asked for again
          const isUnread = item.isUnread && hasUnread;
          return (
            <li key={id} data-row="notification" data-id={id}>
              <Link to={path} className="flex gap-2.5 px-3 py-2.5 hover:bg-sunken">
                <span aria-hidden="true" className={cx('mt-1.5 size-2 shrink-0 rounded-full', isUnread ? 'bg-accent' : 'bg-transparent')} />
                <span className="min-w-0 flex-1">
                  <span className={cx('block text-14 break-words', isUnread && 'font-medium')}>{title}{isUnread ? <span className="sr-only">, {t('bell.unread')}</span> : null}</span>
                  <span className="block text-12 text-muted">{at}</span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <Link to={list} className="block rounded-b-card border-t border-line px-3 py-2.5 text-center text-14 text-accent hover:bg-sunken">{t('bell.all')}</Link>
    </Menu>
  );
}
