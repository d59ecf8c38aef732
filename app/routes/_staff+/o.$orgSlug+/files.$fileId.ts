import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { requireStaff } from '~/domain/accounts/guard.server';
import { answerWithRecordFile } from '~/domain/files/read-file.server';

/** A file for those who see one of the records that it belongs to; `?size=small` gives a picture's small copy. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const fileId = z.guid().safeParse(args.params.fileId);
  const size = new URL(args.request.url).searchParams.get('size') === 'small' ? 'small' : 'original';
  const answer = fileId.success ? await answerWithRecordFile(staff, fileId.data, size) : null;
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
