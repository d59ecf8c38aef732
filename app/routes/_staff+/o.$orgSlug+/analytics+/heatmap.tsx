import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { MousePointerClick } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseHeatFilter } from '~/domain/behavior/behavior-filter';
import { loadHeatPictures } from '~/domain/behavior/heat-view.server';
import { localDay } from '~/domain/behavior/local-day';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { formatNumber } from '~/ui/format';
import type { HeatLook } from '~/ui/heatmap-drawing';
import { HeatmapLegend } from '~/ui/heatmap-legend';
import { HeatmapStage } from '~/ui/heatmap-stage';
import { useElementName } from './__element-name';
import { requireAnalytics } from './__guard.server';
import { HeatFilters } from './__heat-filters';
import { HeatTable } from './__heat-table';
import { PeriodSwitch } from './__period-switch';
import { segmentClass } from './__segment-links';

/** Below it the picture is said to be shaky. */
const FEW = 30;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { org } = await requireAnalytics(args);
  const t = await getFixedT(args.request, 'analytics');
  const today = localDay(new Date(), org.timeZone);
  const filter = parseHeatFilter(new URL(args.request.url).searchParams, today);
  return {
    title: `${t('heat.title')} · ${org.name}`,
    today,
    filter,
    timeZone: org.timeZone,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
    privacyUrl: `/r/${org.slug}/privacy`,
    ...(await loadHeatPictures(org.id, filter)),
  };
}

export default function HeatmapPage() {
  const { t, i18n } = useTranslation('analytics');
  const { today, filter, timeZone, query, screens, versions, points, ...heat } = useLoaderData<typeof loader>();
  const screen = screens.find(({ breakpoint }) => breakpoint === query.breakpoint);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2.5">
        <PeriodSwitch filter={filter} today={today} />
        <HeatFilters query={query} screens={screens} versions={versions} timeZone={timeZone} />
      </div>
      {points === 0 || !screen ? (
        <EmptyHeat kind={query.kind} formUrl={heat.formUrl} isTouch={query.breakpoint === 'xs'} />
      ) : (
        <HeatView key={query.breakpoint} {...heat} points={points} screen={screen} count={t(`heat.points.${query.kind}`, { count: points, formatted: formatNumber(points, i18n.language) })} />
      )}
    </div>
  );
}

type HeatData = Pick<Awaited<ReturnType<typeof loader>>, 'pictures' | 'legend' | 'elements' | 'services' | 'privacyUrl' | 'points'>;

function HeatView({ pictures, legend, elements, services, privacyUrl, points, screen, count }: HeatData & { screen: { width: number; formWidth: number; views: number }; count: string }) {
  const { t, i18n } = useTranslation('analytics');
  const { pathname, search } = useLocation();
  const nameOf = useElementName();
  const [look, setLook] = useState<HeatLook>('smooth');
  /** Null until the browser has drawn the heat itself: its scale is another than the pictures'. */
  const [peak, setPeak] = useState<number | null>(null);
  const stops = peak === null ? legend : legend.map((stop) => ({ ...stop, count: Math.ceil(stop.share * peak) }));
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="max-lg:contents lg:sticky lg:top-4 lg:order-2 lg:flex lg:flex-col lg:gap-4">
        <Card className="flex flex-col gap-4 max-lg:order-1">
          <p>
            <span data-metric="heat-points" data-value={points} className="text-20 font-semibold">{count}</span>
            <span className="block text-13 text-muted">{t('heat.views', { count: screen.views, formatted: formatNumber(screen.views, i18n.language) })}</span>
          </p>
          {points < FEW ? <p className="rounded-control bg-warm-soft px-3 py-2 text-13 text-warm">{t('heat.few', { count: points })}</p> : null}
          <HeatmapLegend stops={stops} />
          <div role="group" aria-label={t('heat.look.label')} className={cx('flex w-max rounded-control bg-sunken p-0.5', peak === null && 'invisible')}>
            {(['smooth', 'exact'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={look === one} onClick={() => setLook(one)} className={segmentClass(look === one)}>
                {t(`heat.look.${one}`)}
              </button>
            ))}
          </div>
        </Card>
        <Card className="max-lg:order-3">
          <HeatTable elements={elements} points={points} />
        </Card>
      </div>
      <div className="min-w-0 max-lg:order-2">
        <HeatmapStage
          formWidth={screen.formWidth}
          label={t('heat.stage', { width: screen.width })}
          points={points}
          pictures={pictures}
          ramp={legend}
          services={services}
          privacyUrl={privacyUrl}
          cellsUrl={`${pathname}/cells${search}`}
          look={look}
          onDrawn={setPeak}
          nameOf={nameOf}
        />
        <p className="mt-2 text-12 text-muted">{t('heat.stageNote')}</p>
      </div>
    </div>
  );
}

function EmptyHeat({ kind, formUrl, isTouch }: { kind: 'move' | 'click'; formUrl: string; isTouch: boolean }) {
  const { t } = useTranslation('analytics');
  const { search } = useLocation();
  const clicks = new URLSearchParams(search);
  clicks.set('kind', 'click');
  const isFiltered = search !== '';
  return (
    <EmptyState
      icon={MousePointerClick}
      title={t('heat.empty.title')}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {kind === 'move' && isTouch ? <ButtonLink look="primary" to={{ search: clicks.toString() }}>{t('heat.empty.clicks')}</ButtonLink> : null}
          {isFiltered ? <ButtonLink to="?period=90">{t('heat.empty.reset')}</ButtonLink> : null}
          <a href={formUrl} className={buttonClass('quiet')}>{t('heat.empty.form')}</a>
        </div>
      }
    >
      {t('heat.empty.text')} {kind === 'move' && isTouch ? t('heat.empty.touch') : null}
    </EmptyState>
  );
}
