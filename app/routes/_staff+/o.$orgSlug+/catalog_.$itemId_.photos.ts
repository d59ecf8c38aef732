import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { runPhotoIntent } from './__catalog/photo-actions.server';

/** There is no page here: the photos stand on the item's. */
export async function loader(args: LoaderFunctionArgs) {
  await requireStaff(args, 'catalog', 'update');
  throw data(null, 404);
}

export async function action(args: ActionFunctionArgs) {
  return runPhotoIntent(args.request, args.params.itemId, await requireStaff(args, 'catalog', 'update'));
}
