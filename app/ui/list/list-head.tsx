import { useTranslation } from 'react-i18next';
import { SelectAll } from './select-all';
import { SortHeader, type ListColumn } from './sort-header';

/** The head of a `.list-table`; with boxes in the rows, the first cell ticks them all. */
export function ListHead({ columns, canSelect = false }: { columns: readonly ListColumn[]; canSelect?: boolean }) {
  const { t } = useTranslation('lists');
  return (
    <thead>
      <tr>
        {canSelect ? <th scope="col" className="list-select"><span className="sr-only">{t('select.column')}</span><SelectAll /></th> : null}
        {columns.map(({ name, ...column }) => <SortHeader key={name} {...column} />)}
      </tr>
    </thead>
  );
}
