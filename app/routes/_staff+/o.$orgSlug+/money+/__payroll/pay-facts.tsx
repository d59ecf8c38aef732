import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PayrollState } from '~/domain/payroll/pay-states';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import type { PayPage } from './load-pay-form.server';
import { stateClass } from './pay-table';

const INTENTS: Record<PayrollState, string> = { APPROVED: 'approve', PAID: 'pay', PENDING: 'unapprove' };

/** How a row of pay came about, where it stands, and where it can go from there. */
export function PayFacts({ page: { id, state, moves, facts, list } }: { page: Pick<PayPage, 'id' | 'state' | 'moves' | 'facts' | 'list'> }) {
  const { t } = useTranslation('money');
  return (
    <Card className="mb-4 max-w-2xl">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1 text-14">
          <p className="flex flex-wrap items-center gap-2">
            <span className={`rounded-full px-2 text-12 leading-5 font-medium ${stateClass[state]}`}>{t(`payState.${state}`)}</span>
            <span>{facts.how}</span>
          </p>
          <p className="text-13 text-muted">
            {facts.day}
            {facts.order ? <> · <Link to={facts.order.to} className="underline-offset-4 hover:underline">{facts.order.number}</Link></> : null}
            {facts.note ? ` · ${facts.note}` : null}
          </p>
          {facts.steps.map((step) => <p key={step} className="text-13 text-muted">{step}</p>)}
        </div>
        {moves.length > 0 ? (
          <Form method="post" action={list} className="flex flex-wrap gap-2">
            <input type="hidden" name="ids" value={id} />
            <input type="hidden" name="returnTo" value={`${list}/${id}`} />
            {moves.map((to, index) => <Button key={to} look={index === 0 ? 'primary' : 'secondary'} name="intent" value={INTENTS[to]}>{t(`payroll.${INTENTS[to]}`)}</Button>)}
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
