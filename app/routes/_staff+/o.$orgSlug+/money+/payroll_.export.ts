import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { payTable } from '~/domain/exports/money-tables.server';
import { exportPay, payViewer } from '~/domain/payroll/list-pay.server';
import { parsePayFilter } from '~/domain/payroll/pay-filter';
import { sendTable } from './__ledger/send-table.server';

/** The pay that the address's filter shows and the person may see, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'payroll', 'read');
  return sendTable(args.request, staff, 'payroll', ({ now }, params, words) => payTable(exportPay(staff.db, { viewer: payViewer(staff, now), filter: parsePayFilter(params) }), words));
}
