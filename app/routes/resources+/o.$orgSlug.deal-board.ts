import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { loadColumnPage, moveOnBoard } from '../_staff+/o.$orgSlug+/__deals/board-data.server';

/** The next cards of one column: `?column=…&after=…` beside the page's own filter. */
export async function loader(args: LoaderFunctionArgs) {
  return loadColumnPage(args.request, await requireStaff(args, 'deals', 'read'));
}

/** A card that was dragged: what it answers is shown on the board, which stays where it is. */
export async function action(args: ActionFunctionArgs) {
  return moveOnBoard(args.request, await requireStaff(args, 'deals', 'update'));
}
