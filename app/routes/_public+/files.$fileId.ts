import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerToFileLink } from '~/domain/files/read-file.server';

/** A file by a signed address, which programs get from the API: good for minutes, for whoever has it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const answer = await answerToFileLink(params.fileId ?? '', new URL(request.url).searchParams, new Date());
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
