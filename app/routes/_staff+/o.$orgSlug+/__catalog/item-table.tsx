import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ListHead } from '~/ui/list/list-head';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import type { ItemList } from './load-items.server';

type Props = Pick<ItemList, 'rows' | 'base' | 'search' | 'columns' | 'caption'>;

const WIDTHS: Record<string, string> = { name: '32%', code: '6.5rem', price: '14rem', status: '9rem' };
const CLASSES: Record<string, string> = { category: 'list-wide', price: 'list-end' };
const TONES = { off: 'text-muted', broken: 'font-medium text-danger' };

/** The catalog as a table, on a phone as cards of the same cells. */
export const ItemTable = memo(function ItemTable({ rows, base, search, columns, caption }: Props) {
  const { t } = useTranslation('catalog');
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const suffix = search ? `?${search}` : '';
  return (
    <table className="list-table">
      <caption className="sr-only">{caption}</caption>
      <ListHead columns={columns.map(({ name, sort }) => ({ name, label: t(`columns.${name}`), sort, ...(WIDTHS[name] && { width: WIDTHS[name] }), ...(CLASSES[name] && { className: CLASSES[name] }) }))} />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="item" data-id={row.id}>
            <th scope="row">
              <div>
                <a href={`${base}/${row.id}${suffix}`}>{row.name}</a>
                {row.detail ? <span>{row.detail}</span> : null}
              </div>
            </th>
            <td className="list-quiet tabular-nums">{row.code}</td>
            <td className="list-wide">{row.category}</td>
            <td className="list-end">{row.price}</td>
            <td className={row.tone ? TONES[row.tone] : undefined}>{row.state}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});
