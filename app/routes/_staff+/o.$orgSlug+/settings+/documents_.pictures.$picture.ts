import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { assertCan } from '~/domain/accounts/permissions';
import { findCompany } from '~/domain/documents/requisites.server';
import { answerWithFile } from '~/domain/files/read-file.server';

/**
 * The pictures that new documents get. The scan of signature and stamp is for those alone who may change it: as a bare
 * picture it could be put under anything.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { db, member } = await requireStaff(args, 'billing', 'read');
  const { picture } = args.params;
  if (picture === 'signature') assertCan(member.role, 'billing', 'update');
  const { logoFileId, signatureFileId } = await findCompany(db);
  const fileId = picture === 'logo' ? logoFileId : picture === 'signature' ? signatureFileId : null;
  const answer = fileId && (await answerWithFile(db, fileId));
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
