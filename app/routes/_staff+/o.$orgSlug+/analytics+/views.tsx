import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { ArrowLeft, ArrowRight, Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { parseViewsFilter } from '~/domain/behavior/behavior-filter';
import { countViews, listViews, MAX_COUNTED } from '~/domain/behavior/list-views.server';
import { localDay } from '~/domain/behavior/local-day';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass, ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { formatNumber } from '~/ui/format';
import { requireAnalytics } from './__guard.server';
import { PeriodSwitch } from './__period-switch';
import { ViewsFilters } from './__views-filters';
import { ViewsTable } from './__views-table';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { org, can } = await requireAnalytics(args);
  const { searchParams } = new URL(args.request.url);
  const now = new Date();
  const today = localDay(now, org.timeZone);
  const filter = parseViewsFilter(searchParams, today);
  const [{ rows, next }, count, t] = await Promise.all([
    listViews(org.id, filter, searchParams.get('after')),
    countViews(org.id, filter),
    getFixedT(args.request, 'analytics'),
  ]);
  return {
    title: `${t('views.title')} · ${org.name}`,
    today,
    now: now.toISOString(),
    timeZone: org.timeZone,
    filter,
    rows: rows.map(({ openedAt, sentAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString(), isSent: sentAt !== null })),
    next,
    isFirst: !searchParams.has('after'),
    count,
    isMore: count >= MAX_COUNTED,
    leads: can('leads', 'read') ? `/o/${org.slug}/leads` : null,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export default function ViewsPage() {
  const { t, i18n } = useTranslation('analytics');
  const { today, filter, rows, next, isFirst, count, isMore, formUrl, ...shown } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const kept = [...search].filter(([name]) => name !== 'after');
  const hasConditions = kept.length > 0;
  return (
    <div className="flex flex-col gap-4">
      <PeriodSwitch filter={filter} today={today} />
      <ViewsFilters filter={filter} />
      {rows.length > 0 ? (
        <>
          <p data-metric="views" data-value={count} className="text-13 text-muted">
            {isMore ? t('views.more', { formatted: formatNumber(count, i18n.language) }) : t('views.sentence', { count, formatted: formatNumber(count, i18n.language) })}
          </p>
          <ViewsTable rows={rows} {...shown} />
          <nav aria-label={t('common:pagination.label')} className="no-print flex justify-between gap-2">
            {isFirst ? <span /> : (
              <ButtonLink to={{ search: new URLSearchParams(kept).toString() }}><ArrowLeft aria-hidden="true" className="size-4" />{t('common:pagination.first')}</ButtonLink>
            )}
            {next ? (
              <ButtonLink to={{ search: new URLSearchParams([...kept, ['after', next]]).toString() }}>{t('common:pagination.next')}<ArrowRight aria-hidden="true" className="size-4" /></ButtonLink>
            ) : null}
          </nav>
        </>
      ) : hasConditions ? (
        <EmptyState icon={Eye} title={t('views.none')} action={<ButtonLink to="?">{t('views.reset')}</ButtonLink>}>{t('views.noneText')}</EmptyState>
      ) : (
        <EmptyState icon={Eye} title={t('views.empty')} action={<a href={formUrl} className={buttonClass('primary')}>{t('empty.action')}</a>}>{t('views.emptyText')}</EmptyState>
      )}
    </div>
  );
}
