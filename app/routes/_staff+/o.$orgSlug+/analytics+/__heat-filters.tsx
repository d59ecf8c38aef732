import { useSearchParams } from '@remix-run/react';
import { Ban, Flame, Laptop, Monitor, MousePointer2, MousePointerClick, Send, Smartphone, Snowflake, Tablet, ThermometerSun, Users, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Breakpoint } from '~/domain/behavior/batch';
import { HEAT_KINDS, HEAT_SEGMENTS, type HeatSegment } from '~/domain/behavior/behavior-filter';
import type { HeatKind } from '~/domain/behavior/cells';
import { formatDay, formatNumber } from '~/ui/format';
import { SegmentLinks } from './__segment-links';

interface Props {
  query: { breakpoint: Breakpoint; version: string; kind: HeatKind; segment: HeatSegment };
  screens: { breakpoint: Breakpoint; width: number; views: number }[];
  versions: { version: string; createdAt: string; isCurrent: boolean }[];
  timeZone: string;
}

const screenIcons: Record<Breakpoint, LucideIcon> = { xs: Smartphone, sm: Smartphone, md: Tablet, lg: Laptop, xl: Monitor };
const kindIcons: Record<HeatKind, LucideIcon> = { move: MousePointer2, click: MousePointerClick };
const segmentIcons: Record<HeatSegment, LucideIcon> = { all: Users, sent: Send, abandoned: Ban, high: Flame, medium: ThermometerSun, low: Snowflake };
const VERSIONS_SHOWN = 4;

/** What the heat shows, as links: each keeps the other choices. */
export function HeatFilters({ query, screens, versions, timeZone }: Props) {
  const { t, i18n } = useTranslation('analytics');
  const [search] = useSearchParams();
  const withOne = (name: string, value: string) => ({ search: new URLSearchParams([...[...search].filter(([key]) => key !== name), [name, value]]).toString() });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5">
      <SegmentLinks
        label={t('heat.breakpoint')}
        segments={screens.map(({ breakpoint, width, views }) => ({
          key: breakpoint,
          label: t('heat.width', { width }),
          note: formatNumber(views, i18n.language),
          title: t('heat.screenTitle', { name: t(`screens.${breakpoint}`), count: views, formatted: formatNumber(views, i18n.language) }),
          icon: screenIcons[breakpoint],
          to: withOne('width', breakpoint),
          isCurrent: breakpoint === query.breakpoint,
        }))}
      />
      <SegmentLinks
        label={t('heat.kind')}
        segments={HEAT_KINDS.map((kind) => ({ key: kind, label: t(`heat.kinds.${kind}`), icon: kindIcons[kind], to: withOne('kind', kind), isCurrent: kind === query.kind }))}
      />
      <SegmentLinks
        label={t('heat.who')}
        segments={HEAT_SEGMENTS.map((segment) => ({ key: segment, label: t(`heat.segments.${segment}`), icon: segmentIcons[segment], to: withOne('who', segment), isCurrent: segment === query.segment }))}
      />
      {versions.length > 1 ? (
        <SegmentLinks
          label={t('heat.version')}
          segments={versions.slice(0, VERSIONS_SHOWN).map(({ version, createdAt, isCurrent }) => ({
            key: version,
            label: t(isCurrent ? 'heat.versionCurrent' : 'heat.versionOld', { day: formatDay(new Date(createdAt), i18n.language, timeZone) }),
            to: withOne('version', version),
            isCurrent: version === query.version,
          }))}
        />
      ) : null}
    </div>
  );
}
