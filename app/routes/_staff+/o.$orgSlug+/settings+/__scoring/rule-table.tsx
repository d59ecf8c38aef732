import { useTranslation } from 'react-i18next';
import { ruleLines, type RuleLine } from '~/domain/leads/scoring-lines';
import type { ScoringRuleTable } from '~/domain/leads/scoring.schema';
import { Card } from '~/ui/card';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { useRuleWords } from './use-rule-words';

const parts = ['budget', 'companySize', 'urgency'] as const;

/** A rule table in words: three parts whose points add up, and the colours that the sum gives. */
export function RuleTable({ table, currency }: { table: ScoringRuleTable; currency: string }) {
  const { t } = useTranslation('scoring');
  const lines = ruleLines(table);
  const { highAbove, mediumFrom } = table.priority;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 md:grid-cols-3">
        {parts.map((part) => (
          <Card key={part} title={t(`parts.${part}`)} aside={t('upTo', { count: table[part].max })}>
            <Points lines={lines.filter((line) => line.part === part && !line.key.endsWith('.max'))} max={table[part].max} currency={currency} label={t(`parts.${part}`)} />
          </Card>
        ))}
      </div>
      <Card title={t('colours.title')} aside={t('colours.hint')}>
        <ul className="flex flex-wrap gap-x-8 gap-y-2 text-14">
          <li className="flex items-center gap-2"><TemperatureBadge priority="high" /> {t('colours.above', { score: highAbove })}</li>
          <li className="flex items-center gap-2"><TemperatureBadge priority="medium" /> {t('colours.between', { from: mediumFrom, to: highAbove })}</li>
          <li className="flex items-center gap-2"><TemperatureBadge priority="low" /> {t('colours.below', { score: mediumFrom })}</li>
        </ul>
      </Card>
    </div>
  );
}

function Points({ lines, max, currency, label }: { lines: RuleLine[]; max: number; currency: string; label: string }) {
  const { t } = useTranslation('scoring');
  const say = useRuleWords(currency);
  return (
    <table className="w-full text-14">
      <caption className="sr-only">{label}</caption>
      <thead className="sr-only">
        <tr><th scope="col">{t('rule')}</th><th scope="col">{t('points')}</th></tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key + Object.values(line.params).join()}>
            <th scope="row" className="py-1 pr-3 text-left font-normal">
              {say(line)}
              <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-sunken">
                <span className="block h-1 rounded-full bg-accent" style={{ width: `${max > 0 ? (line.value / max) * 100 : 0}%` }} />
              </span>
            </th>
            <td className="w-10 py-1 text-right align-top font-semibold">{line.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
