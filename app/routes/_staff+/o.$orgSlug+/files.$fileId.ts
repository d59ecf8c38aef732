import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { requireStaff } from '~/domain/accounts/guard.server';
import { answerWithRecordFile } from '~/domain/files/read-file.server';

/** A file of a request, a contact or a deal, for those who see one of them. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'leads', 'read');
  const fileId = z.guid().safeParse(args.params.fileId);
  const answer = fileId.success ? await answerWithRecordFile(staff, fileId.data) : null;
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
