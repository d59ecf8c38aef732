import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { diffTables, type RuleChange } from '~/domain/leads/scoring-lines';
import type { ScoringRuleTable } from '~/domain/leads/scoring.schema';
import { Card } from '~/ui/card';
import { RelativeTime } from '~/ui/relative-time';
import { RuleTable } from './rule-table';
import { useRuleWords } from './use-rule-words';

interface Version {
  version: number;
  table: ScoringRuleTable;
  publishedAt: Date | null;
  publishedBy: string | null;
  isCurrent: boolean;
}

/** Every version that was in force: who, when, what it changed, and the whole table. */
export function VersionHistory({ versions, now, timeZone, currency }: { versions: Version[]; now: Date; timeZone: string; currency: string }) {
  const { t } = useTranslation('scoring');
  return (
    <Card title={t('history.title')}>
      <ol className="flex flex-col divide-y divide-line">
        {versions.map(({ version, table, publishedAt, publishedBy, isCurrent }, index) => {
          const previous = versions[index + 1];
          return (
            <li key={version} className="py-3 first:pt-0 last:pb-0">
              <p className="flex flex-wrap items-baseline gap-x-2 text-14">
                <span className="font-semibold">{t('history.version', { version })}</span>
                {isCurrent ? <span className="rounded-full bg-accent-soft px-2 py-0.5 text-12 font-medium text-accent">{t('history.current')}</span> : null}
                <span className="text-13 text-muted">
                  {publishedAt ? <RelativeTime at={publishedAt} now={now} timeZone={timeZone} /> : null}
                  {' · '}
                  {publishedBy ?? t('history.bySystem')}
                </span>
              </p>
              {previous ? <ChangeList changes={diffTables(previous.table, table)} currency={currency} /> : <p className="mt-1 text-13 text-muted">{t('history.first')}</p>}
              <details className="group mt-1.5">
                <summary className="inline-flex items-center gap-1 rounded-control text-13 font-medium text-accent pointer-coarse:min-h-11">
                  <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open:rotate-90" />
                  {t('history.whole', { version })}
                </summary>
                <div className="mt-3"><RuleTable table={table} currency={currency} /></div>
              </details>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

/** Changed rules, one a line: what it was → what it is. */
export function ChangeList({ changes, currency }: { changes: RuleChange[]; currency: string }) {
  const { t } = useTranslation('scoring');
  const say = useRuleWords(currency);
  if (changes.length === 0) return <p className="mt-1 text-13 text-muted">{t('history.same')}</p>;
  return (
    <ul className="mt-1 flex flex-col gap-0.5 text-13">
      {changes.map((change) => (
        <li key={`${change.key} ${Object.values(change.params).join()}`}>
          <span className="text-muted">{t(`parts.${change.part}`)}:</span> {say(change)}{' '}
          <span className="tabular-nums whitespace-nowrap">
            {change.before === null ? <ins className="font-semibold no-underline">{t('history.new', { value: change.after })}</ins> : <del className="text-muted">{change.before}</del>}
            {change.before !== null ? <> → {change.after === null ? t('history.gone') : <ins className="font-semibold no-underline">{change.after}</ins>}</> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
