import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { MergeData } from './merge.server';

type Row = MergeData['rows'][number];

/** Field by field: the values of both, and which is kept. Where they are alike there is nothing to choose. */
export function MergeTable({ winner, loser, rows, base }: Pick<MergeData, 'winner' | 'loser' | 'rows' | 'base'>) {
  const { t } = useTranslation('contacts');
  const heads = [{ side: winner, label: t('merge.stays') }, { side: loser, label: t('merge.joins') }];
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <dl className="flex flex-col gap-2 border-b border-line bg-raised px-4 py-3 md:hidden">
        {heads.map(({ side, label }) => (
          <div key={side.id}>
            <dt className="text-12 text-muted">{label}</dt>
            <dd><Link to={`${base}/${side.id}`} className="text-14 font-semibold underline-offset-4 hover:underline">{side.name}</Link></dd>
          </div>
        ))}
      </dl>
      <table className="w-full text-left text-14 max-md:block">
        <caption className="sr-only">{t('merge.title')}</caption>
        <thead className="max-md:hidden">
          <tr className="border-b border-line bg-raised align-bottom">
            <th scope="col" className="w-44 px-4 py-3 text-13 font-medium text-muted">{t('merge.field')}</th>
            {heads.map(({ side, label }) => (
              <th key={side.id} scope="col" className="px-4 py-3 font-normal">
                <span className="block text-12 text-muted">{label}</span>
                <Link to={`${base}/${side.id}`} className="font-semibold underline-offset-4 hover:underline">{side.name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr key={row.field} className="border-b border-line align-top last:border-0 max-md:block max-md:px-4 max-md:py-3">
              <th scope="row" className="px-4 py-2.5 text-13 font-medium text-muted max-md:block max-md:p-0 max-md:pb-1">{row.label}</th>
              {row.isSame ? <td colSpan={2} className="px-4 py-2.5 break-words whitespace-pre-line max-md:block max-md:p-0">{row.winner || t('merge.empty')}</td> : <Choices row={row} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Choices({ row }: { row: Row }) {
  const { t } = useTranslation('contacts');
  return (
    <>
      {(['winner', 'loser'] as const).map((side) => (
        <td key={side} className="px-2 py-1 max-md:block max-md:p-0">
          <label className="flex min-h-9 items-start gap-2.5 rounded-control px-2 py-1.5 hover:bg-raised has-checked:bg-accent-soft pointer-coarse:min-h-11">
            <input type="radio" name={`keep.${row.field}`} value={side} defaultChecked={row.choice === side} className="mt-0.5 size-4 shrink-0 accent-accent" />
            <span className="min-w-0 break-words whitespace-pre-line">{row[side] || <span className="text-muted">{t('merge.empty')}</span>}</span>
          </label>
          {side === 'loser' && row.canKeepBoth ? (
            <label className="flex min-h-9 items-center gap-2.5 rounded-control px-2 py-1.5 hover:bg-raised has-checked:bg-accent-soft pointer-coarse:min-h-11">
              <input type="radio" name={`keep.${row.field}`} value="both" defaultChecked={row.choice === 'both'} className="size-4 shrink-0 accent-accent" />
              {t('merge.both')}
            </label>
          ) : null}
        </td>
      ))}
    </>
  );
}
