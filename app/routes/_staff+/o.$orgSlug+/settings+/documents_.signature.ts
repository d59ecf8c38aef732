import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findCompany } from '~/domain/documents/requisites.server';
import { answerWithFile } from '~/domain/files/read-file.server';

/** The scan of signature and stamp, for those alone who may change it: as a bare picture it could be put under anything. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requireStaff(args, 'billing', 'update');
  const { signatureFileId } = await findCompany(db);
  const answer = signatureFileId && (await answerWithFile(db, signatureFileId));
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
