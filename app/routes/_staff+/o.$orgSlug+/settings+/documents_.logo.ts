import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findCompany } from '~/domain/documents/requisites.server';
import { answerWithFile } from '~/domain/files/read-file.server';

/** The logo that new documents get. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requireStaff(args, 'billing', 'read');
  const { logoFileId } = await findCompany(db);
  const answer = logoFileId && (await answerWithFile(db, logoFileId));
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
