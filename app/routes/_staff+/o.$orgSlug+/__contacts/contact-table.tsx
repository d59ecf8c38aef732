import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ListHead } from '~/ui/list/list-head';
import { BULK_FORM } from '~/ui/list/selection';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import type { ContactList } from './load-contacts.server';

type Props = Pick<ContactList, 'rows' | 'base' | 'search' | 'columns' | 'nameSort' | 'caption'> & { canSelect: boolean; selected: readonly string[] };

const WIDTHS: Record<string, string> = { phone: '10.5rem', inn: '8.5rem', kpp: '7rem', created: '8.5rem', updated: '8.5rem', activity: '9rem', kind: '6.5rem' };
/** The name is what a row is found by: it gets more than an equal share. */
const NAME_WIDTH = '28%';
const WIDE = new Set(['tags', 'activity', 'source', 'address']);

/** The contacts as a table, on a phone as cards of the same cells. Rows are plain elements, as their number decides how fast a page is drawn. */
export const ContactTable = memo(function ContactTable({ rows, base, search, columns, nameSort, caption, canSelect, selected }: Props) {
  const { t } = useTranslation(['contacts', 'lists']);
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const suffix = search ? `?${search}` : '';
  const select = t('lists:select.row', { name: '' });
  const company = t('kind.COMPANY');
  const classes = columns.map(({ name }) => (columns.length <= 6 && WIDE.has(name) ? 'list-wide' : undefined));
  const head = [
    { name: 'name', label: t('columns.name'), sort: nameSort, width: NAME_WIDTH },
    ...columns.map(({ name, label, sort }, index) => ({ name, label, sort, ...(WIDTHS[name] && { width: WIDTHS[name] }), ...(classes[index] && { className: classes[index] }) })),
  ];
  return (
    <table className="list-table">
      <caption className="sr-only">{caption}</caption>
      <ListHead canSelect={canSelect} columns={head} />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="contact" data-id={row.id}>
            {canSelect ? (
              <td className="list-select">
                <input type="checkbox" name="ids" value={row.id} form={BULK_FORM} defaultChecked={selected.includes(row.id)} aria-label={select + row.name} />
              </td>
            ) : null}
            <th scope="row">
              <div>
                <a href={`${base}/${row.id}${suffix}`} title={row.isCompany ? company : undefined}>{row.name}</a>
                {row.detail ? <span>{row.detail}</span> : null}
              </div>
            </th>
            {row.cells.map((cell, index) => (
              <td key={columns[index]?.name} className={classes[index]} title={cell.title}>{cell.text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
