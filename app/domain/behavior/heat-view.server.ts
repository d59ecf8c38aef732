import { orgDb } from '~/platform/db.server';
import { listOfferedServices } from '../leads/public-form.server';
import { formTrackKeys } from '../leads/form-track-keys';
import { BREAKPOINTS, type Breakpoint } from './batch';
import { daysOf, type HeatFilter } from './behavior-filter';
import { compactHeat, type CompactHeat } from './compact-heat';
import { ensureFormVersion, listFormVersions } from './form-version.server';
import { drawHeatmap } from './heat-drawing';
import { loadHeat, type Heat } from './heat.server';
import { elementAspect, SCREENS } from './screens';
import { viewsByScreen } from './view-counts.server';

/** The filter with what it leaves open chosen: the current version, the screen with the most views, clicks where no pointer is. */
export async function chooseHeat(organizationId: string, filter: HeatFilter) {
  const current = await ensureFormVersion(organizationId, formTrackKeys);
  const [versions, counted] = await Promise.all([listFormVersions(organizationId), viewsByScreen(organizationId, daysOf(filter))]);
  const version = versions.find((known) => known.version === filter.version)?.version ?? current;
  const viewsOn = (breakpoint: Breakpoint) => counted.find((row) => row.version === version && row.breakpoint === breakpoint)?.views ?? 0;
  const screens = BREAKPOINTS.map((breakpoint) => ({ breakpoint, ...SCREENS[breakpoint], views: viewsOn(breakpoint) }));
  const busiest = screens.reduce((most, screen) => (screen.views > most.views ? screen : most), { breakpoint: 'xl' as Breakpoint, views: 0 });
  const breakpoint = filter.breakpoint ?? busiest.breakpoint;
  return {
    versions: versions.map(({ version: name, createdAt }) => ({ version: name, createdAt: createdAt.toISOString(), isCurrent: name === current })),
    screens,
    query: { range: daysOf(filter), version, breakpoint, kind: filter.kind ?? (breakpoint === 'xs' ? 'click' : 'move'), segment: filter.segment } as const,
  };
}

/** The heat as pictures to lay over the form's elements, the scale they share, and how many points each element has. */
export async function loadHeatPictures(organizationId: string, filter: HeatFilter) {
  const choice = await chooseHeat(organizationId, filter);
  const [heat, services] = await Promise.all([loadHeat(organizationId, choice.query), listOfferedServices(orgDb(organizationId))]);
  const { formWidth } = SCREENS[choice.query.breakpoint];
  return { ...choice, ...drawPictures(heat, formWidth), services: services.map(({ id, name }) => ({ id, name })) };
}

/** The cells of the same heat, for drawing in the browser, with what was chosen where the filter leaves it open. */
export async function loadHeatCells(organizationId: string, filter: HeatFilter) {
  const choice = await chooseHeat(organizationId, filter);
  const { elements, size, points } = await loadHeat(organizationId, choice.query);
  return { ...choice, points, elements: elements.map((element): CompactHeat => compactHeat(element, size)) };
}

function drawPictures({ size, elements, points }: Heat, formWidth: number) {
  const known = elements.filter(({ elementKey }) => formTrackKeys.includes(elementKey));
  const { images, legend } = drawHeatmap({ size, elements: known }, (key) => elementAspect(key, formWidth));
  return {
    points,
    pictures: Object.fromEntries(images.map(({ elementKey, url }) => [elementKey, url])),
    legend,
    elements: elements
      .map(({ elementKey, points: count }) => ({ key: elementKey, count, share: points > 0 ? count / points : 0 }))
      .sort((a, b) => b.count - a.count),
  };
}
