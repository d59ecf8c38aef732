import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';

/** The first report that the person may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { org, can } = await requireStaff(args);
  throw redirect(`/o/${org.slug}/reports/${can('analytics', 'read') ? 'summary' : 'pay'}`);
}
