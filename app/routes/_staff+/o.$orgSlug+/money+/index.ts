import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { moneyTabs } from './__ledger/money-tabs';

/** Leads to the first list of money that the person may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { can, org } = await requireStaff(args);
  const first = moneyTabs(can)[0];
  if (!first) throw new Response(null, { status: 403 });
  return redirect(`/o/${org.slug}/money/${first}`, 303);
}
