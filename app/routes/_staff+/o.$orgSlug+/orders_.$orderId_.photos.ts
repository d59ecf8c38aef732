import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { requirePhotographer, runPhotoIntent } from './__orders/photo-actions.server';

/** The photos stand on the order's page; this address only takes their forms. */
export async function loader(args: LoaderFunctionArgs) {
  const { staff, orderId } = await requirePhotographer(args);
  return redirect(`/o/${staff.org.slug}/orders/${orderId}`, 303);
}

export function action(args: ActionFunctionArgs) {
  return runPhotoIntent(args);
}
