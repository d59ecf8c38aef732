import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { getLanguage } from '~/platform/i18n.server';
import { orderChoices } from '../_staff+/o.$orgSlug+/money+/__ledger/pick-order.server';

/** Orders that money can belong to, for a record picker: those with something still to be received first. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'payments', 'read');
  const q = new URL(args.request.url).searchParams.get('q') ?? '';
  return Response.json({ options: await orderChoices(staff, q, await getLanguage(args.request)) });
}
