import { useTranslation } from 'react-i18next';
import { SCOPE_RIGHTS } from '~/domain/accounts/programs/api-key-scopes';
import { isWritable, SCOPE_GROUPS } from '~/domain/accounts/programs/api-keys.schema';

const groups = Object.entries(SCOPE_GROUPS);

/** What a key may read and change, as boxes: a table for each part of the business. */
export function ScopeTables({ name, chosen }: { name: string; chosen: readonly string[] }) {
  const { t } = useTranslation('api-keys');
  return (
    <div className="grid gap-x-8 gap-y-5 xl:grid-cols-2">
      {groups.map(([group, resources]) => (
        <table key={group} className="w-full self-start text-14">
          <caption className="sr-only">{t(`groups.${group}`)}</caption>
          <thead>
            <tr className="border-b border-line text-12 text-muted">
              <th scope="col" className="py-1.5 text-left font-semibold text-ink">{t(`groups.${group}`)}</th>
              {SCOPE_RIGHTS.map((right) => <th key={right} scope="col" className="w-24 py-1.5 text-center font-medium">{t(`rights.${right}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {resources.map((resource) => (
              <tr key={resource} className="border-b border-line last:border-0 hover:bg-raised">
                <th scope="row" className="py-1 pr-2 text-left font-normal">{t(`resources.${resource}`)}</th>
                {SCOPE_RIGHTS.map((right) => (
                  <td key={right} className="p-0 text-center">
                    {right === 'read' || isWritable(resource) ? (
                      <label className="grid min-h-9 place-items-center pointer-coarse:min-h-11">
                        <input
                          type="checkbox"
                          name={name}
                          value={`${resource}:${right}`}
                          defaultChecked={chosen.includes(`${resource}:${right}`)}
                          aria-label={t('scope', { resource: t(`resources.${resource}`), right: t(`rights.${right}`) })}
                          className="size-4.5 accent-accent"
                        />
                      </label>
                    ) : <span aria-hidden="true" className="text-muted">—</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
