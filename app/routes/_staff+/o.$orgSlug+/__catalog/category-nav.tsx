import { Link } from '@remix-run/react';
import { FolderTree } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NO_CATEGORY } from '~/domain/catalog/item-filter';
import { cx } from '~/ui/class-names';
import type { ItemList } from './load-items.server';

type Props = Pick<ItemList, 'tree' | 'filter' | 'search' | 'base' | 'rights'>;

/** The categories beside the list; on a phone they open above it. */
export function CategoryNav(props: Props) {
  const { t } = useTranslation('catalog');
  const current = props.tree.find(({ isCurrent }) => isCurrent);
  return (
    <nav aria-label={t('categories.title')} className="no-print">
      <details className="rounded-card border border-line bg-surface lg:hidden">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 px-4 text-14 font-medium">
          <FolderTree aria-hidden="true" className="size-4 text-muted" />
          {current?.name ?? t('categories.title')}
        </summary>
        <div className="border-t border-line p-2"><Tree {...props} /></div>
      </details>
      <div className="max-lg:hidden lg:sticky lg:top-4"><Tree {...props} /></div>
    </nav>
  );
}

const linkClass = 'flex min-h-8 items-center gap-2 rounded-control px-2 py-1 text-14 hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-semibold pointer-coarse:min-h-11';

function Tree({ tree, filter, search, base, rights }: Props) {
  const { t } = useTranslation('catalog');
  const within = (category: string | null) => {
    const params = new URLSearchParams(search);
    if (category) params.set('category', category);
    else params.delete('category');
    return params.toString();
  };
  return (
    <>
      <ul className="flex flex-col">
        <li><Link to={{ search: within(null) }} aria-current={filter.category === null ? 'true' : undefined} className={linkClass}>{t('categories.all')}</Link></li>
        {tree.map(({ id, name, depth, count, search: to, isCurrent }) => (
          <li key={id}>
            <Link to={{ search: to }} aria-current={isCurrent ? 'true' : undefined} className={linkClass} style={{ paddingInlineStart: `${0.5 + Math.min(depth, 6) * 0.875}rem` }}>
              <span className={cx('min-w-0 flex-1 break-words', depth > 0 && 'text-13')}>{name}</span>
              <span className="text-12 text-muted tabular-nums">{count}</span>
            </Link>
          </li>
        ))}
        {tree.length > 0 ? (
          <li><Link to={{ search: within(NO_CATEGORY) }} aria-current={filter.category === NO_CATEGORY ? 'true' : undefined} className={cx(linkClass, 'text-muted')}>{t('categories.none')}</Link></li>
        ) : null}
      </ul>
      {rights.update ? <Link to={`${base}/categories`} className="mt-2 inline-block px-2 py-1 text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2.5">{t('categories.edit')}</Link> : null}
    </>
  );
}
