import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { DealCard } from './load-card.server';
import { PlaceMark } from './place-mark';

/** The way of a deal through its pipeline: where it has been, where it stands, and buttons to where it can go. */
export function DealPath({ card: { path, deal, page } }: { card: DealCard }) {
  const { t } = useTranslation('deals');
  return (
    <nav aria-label={t('card.path')} className="mb-5 no-print">
      <ol className="deal-path">
        {path.map(({ key, state, label, color, isHere, isPassed, target }) => {
          const inside = <><PlaceMark state={state} color={color} />{label}</>;
          if (!target) return <li key={key}><span className="deal-step" aria-current={isHere ? 'step' : undefined} data-passed={isPassed || undefined}>{inside}</span></li>;
          return (
            <li key={key}>
              {target.askTo ? (
                <Link to={target.askTo} preventScrollReset data-passed={isPassed || undefined}>{inside}</Link>
              ) : (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="intent" value="move" />
                  <input type="hidden" name="id" value={deal.id} />
                  <input type="hidden" name="to" value={key} />
                  <input type="hidden" name="version" value={deal.version} />
                  <input type="hidden" name="returnTo" value={page} />
                  <button data-passed={isPassed || undefined}>{inside}</button>
                </Form>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
