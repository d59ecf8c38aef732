import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseAvailabilityQuery } from '~/domain/bookings/availability-query';
import { availability } from '~/domain/bookings/availability.server';

/** Whether machines and people are free: `items` and `users` are ids with commas between, `from` and `to` moments, `except` the order that is edited. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'orders', 'create');
  const asked = parseAvailabilityQuery(new URL(args.request.url).searchParams);
  if (!asked) throw new Response(null, { status: 400 });
  return Response.json(await availability(staff.db, { organizationId: staff.org.id, ...asked }));
}
