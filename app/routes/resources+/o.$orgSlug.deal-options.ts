import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { searchDeals } from '~/domain/deals/list-deals.server';

const OPTIONS_MAX = 10;

/** Deals for a record picker, best first; the newest for an empty text. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'deals', 'read');
  const q = new URL(args.request.url).searchParams.get('q') ?? '';
  return Response.json({ options: await searchDeals(staff.db, viewerFor(staff, 'deals'), q, OPTIONS_MAX) });
}
