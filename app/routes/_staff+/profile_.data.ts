import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireUser } from '~/domain/accounts/guard.server';
import { answerWithOwnData } from '~/domain/privacy/export-own-data.server';

/** What is held about the person who asks, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  return answerWithOwnData(user.id);
}
