import { Form, Link } from '@remix-run/react';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PRIORITIES } from '~/domain/leads/lead-options';
import type { ScoringEffect } from '~/domain/leads/scoring-effect.server';
import type { RuleChange } from '~/domain/leads/scoring-lines';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { ChangeList } from './version-history';

interface Props {
  effect: ScoringEffect;
  changes: RuleChange[];
  revision: number;
  currency: string;
  leads: string;
}

/** What publishing the saved draft would do, and the button that does it. */
export function EffectPanel({ effect, changes, revision, currency, leads }: Props) {
  const { t } = useTranslation('scoring');
  return (
    <div className="flex flex-col gap-4 xl:sticky xl:top-7">
      <Card title={t('effect.title')} aside={t('effect.over', { count: effect.total })}>
        <p className="text-14">
          <span className="font-semibold" data-metric="effect-recoloured" data-value={effect.recoloured}>{t('effect.recoloured', { count: effect.recoloured })}</span>{' '}
          {effect.rescored > 0 ? <span className="text-muted">{t('effect.rescored', { count: effect.rescored })}</span> : null}
        </p>
        <Matrix matrix={effect.matrix} />
        {effect.examples.length > 0 ? (
          <>
            <h3 className="mt-4 text-13 font-semibold">{t('effect.examples')}</h3>
            <ul className="mt-1.5 flex flex-col gap-2">
              {effect.examples.map(({ id, name, before, after }) => (
                <li key={id} className="text-13">
                  <Link to={`${leads}/${id}`} className="font-medium underline-offset-4 hover:underline">{name}</Link>
                  <span className="mt-0.5 flex flex-wrap items-center gap-1.5">
                    <TemperatureBadge {...before} /> <ArrowRight aria-label={t('effect.becomes')} className="size-4 text-muted" /> <TemperatureBadge {...after} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Card>
      <Card title={t('effect.changes')}>
        <ChangeList changes={changes} currency={currency} />
        <Form method="post" className="mt-4 flex flex-col gap-2">
          <input type="hidden" name="revision" value={revision} />
          <SubmitButton name="intent" value="publish" aria-disabled={changes.length === 0 || undefined}>{t('publish.action')}</SubmitButton>
          <p className="text-12 text-muted">{t('publish.hint')}</p>
        </Form>
        <Form method="post" className="mt-3 border-t border-line pt-3">
          <input type="hidden" name="revision" value={revision} />
          <Button look="quiet" size="small" name="intent" value="discard">{t('draft.discard')}</Button>
        </Form>
      </Card>
    </div>
  );
}

function Matrix({ matrix }: { matrix: ScoringEffect['matrix'] }) {
  const { t } = useTranslation(['scoring', 'common']);
  return (
    <table className="mt-3 w-full text-right text-13" data-chart="scoring-effect">
      <caption className="sr-only">{t('effect.matrix')}</caption>
      <thead>
        <tr className="text-12 text-muted">
          <th scope="col" className="py-1 text-left font-medium">{t('effect.nowAfter')}</th>
          {PRIORITIES.map((to) => <th key={to} scope="col" className="py-1 font-medium">{t(`common:temperature.${to}`)}</th>)}
        </tr>
      </thead>
      <tbody>
        {PRIORITIES.map((from) => (
          <tr key={from} className="border-t border-line">
            <th scope="row" className="py-1.5 text-left"><TemperatureBadge priority={from} /></th>
            {PRIORITIES.map((to) => {
              const count = matrix[from][to];
              return (
                <td key={to} data-from={from} data-to={to} className={cx('py-1.5', from !== to && count > 0 ? 'font-semibold' : 'text-muted')}>
                  {count}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
