import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { Timeline } from '~/ui/timeline/timeline';
import type { TimelineAnswer } from '~/ui/timeline/timeline-types';
import { RelatedTasks } from '../../__tasks/related-tasks';
import { OrderPhotos } from '../photos-panel';
import { OrderHistory } from './order-history';
import { ClientCard } from './order-facts';
import { OrderLines } from './order-lines';
import { NextSteps } from './next-steps';
import type { OrderCard } from './load-card.server';
import type { StepAnswer } from './order-actions.server';

interface Props {
  card: OrderCard;
  answer: StepAnswer | undefined;
  timeline: TimelineAnswer | undefined;
}

/** The order as the one sees it who carries it out, on a phone first: when, where, whom to call, one big button. No prices. */
export function WorkerCard({ card, answer, timeline }: Props) {
  const { t } = useTranslation('orders');
  const { order } = card;
  const { plannedStart, plannedEnd, actualStart, actualEnd } = order.times;
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4">
      <p className="flex items-center gap-2.5 text-16">
        <CalendarClock aria-hidden="true" className="size-5 shrink-0 text-muted" />
        <span><span title={plannedStart?.exact} className="font-semibold">{plannedStart?.text}</span>{plannedEnd ? <span title={plannedEnd.exact} className="text-muted"> — {plannedEnd.text}</span> : null}</span>
      </p>
      <NextSteps card={card} answer={answer} isLarge />
      <ClientCard card={card} />
      {order.description || order.completionNote || actualStart ? (
        <Card title={t('card.work')}>
          {order.description ? <p className="text-16 break-words whitespace-pre-line">{order.description}</p> : null}
          {actualStart ? <p className="mt-2 text-13 text-muted">{t('fields.actualStart')}: <span title={actualStart.exact}>{actualStart.text}</span></p> : null}
          {actualEnd ? <p className="text-13 text-muted">{t('fields.actualEnd')}: <span title={actualEnd.exact}>{actualEnd.text}</span></p> : null}
          {order.completionNote ? <p className="mt-2 text-14 whitespace-pre-line">{order.completionNote}</p> : null}
        </Card>
      ) : null}
      <OrderLines card={card} />
      <OrderPhotos data={card.photos} timeZone={card.timeZone} />
      {card.tasks ? <RelatedTasks tasks={card.tasks} /> : null}
      <Timeline timeline={card.timeline} answer={timeline} />
      <OrderHistory card={card} />
    </div>
  );
}
