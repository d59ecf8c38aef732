import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { paymentTable } from '~/domain/exports/money-tables.server';
import { exportPayments } from '~/domain/payments/list-payments.server';
import { parsePaymentFilter } from '~/domain/payments/payment-filter';
import { sendTable } from './__ledger/send-table.server';

/** The payments that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'payments', 'read');
  return sendTable(args.request, staff, 'payments', (viewer, params, words) => paymentTable(exportPayments(staff.db, { viewer, filter: parsePaymentFilter(params) }), words));
}
