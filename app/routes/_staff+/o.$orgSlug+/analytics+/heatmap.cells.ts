import type { LoaderFunctionArgs } from '@remix-run/node';
import { parseHeatFilter } from '~/domain/behavior/behavior-filter';
import { loadHeatCells } from '~/domain/behavior/heat-view.server';
import { localDay } from '~/domain/behavior/local-day';
import { requireAnalytics } from './__guard.server';

/** Data only: the cells of the heatmap with the same address, for the browser to draw. */
export async function loader(args: LoaderFunctionArgs) {
  const { org } = await requireAnalytics(args);
  const filter = parseHeatFilter(new URL(args.request.url).searchParams, localDay(new Date(), org.timeZone));
  const { elements } = await loadHeatCells(org.id, filter);
  return Response.json({ elements }, { headers: { 'Cache-Control': 'private, no-store' } });
}
