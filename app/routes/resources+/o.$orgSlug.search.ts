import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { searchEverything } from '~/domain/search/search-everything.server';

/** What the palette finds: records that this person sees. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const query = new URL(args.request.url).searchParams.get('q') ?? '';
  return Response.json({ hits: await searchEverything(staff, query.slice(0, 100)) }, { headers: { 'Cache-Control': 'no-store' } });
}
