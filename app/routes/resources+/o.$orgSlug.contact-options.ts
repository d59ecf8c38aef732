import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';

const OFFERED = 10;
const QUERY_MAX = 100;

/** Contacts for a picker: the newest without words. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'read');
  const q = (new URL(args.request.url).searchParams.get('q') ?? '').replaceAll('\0', '').slice(0, QUERY_MAX);
  return Response.json({ options: await searchContacts(staff.db, viewerFor(staff, 'contacts'), q, OFFERED) });
}
