import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { requireStaff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { answerWithRecordFile } from '~/domain/files/read-file.server';

/** A file of a request, for those who see the request. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'leads', 'read');
  const fileId = z.guid().safeParse(args.params.fileId);
  const answer = fileId.success ? await answerWithRecordFile(staff.db, viewerFor(staff, 'leads'), fileId.data) : null;
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
