import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import type { TaskHistory as History } from './task-history.server';

/** Who changed what: before and after, in words. */
export function TaskHistory({ history }: { history: History }) {
  const { t } = useTranslation(['tasks', 'audit']);
  if (history.length === 0) return null;
  return (
    <Card title={t('page.history')}>
      <ol className="flex flex-col gap-3">
        {history.map(({ id, when, exact, person, action, changes }) => (
          <li key={id} data-row="change" data-id={id} className="text-13">
            <p><span className="font-medium">{action}</span> <span className="text-muted">· {person} · <span title={exact}>{when}</span></span></p>
            {changes.length > 0 ? (
              <ul className="mt-0.5 text-muted">
                {changes.map(({ field, before, after }) => (
                  <li key={field} className="break-words">{field}: {before === null ? null : <del>{before}</del>} → <ins className="text-ink no-underline">{after ?? '—'}</ins></li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
