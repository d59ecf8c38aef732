import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { answerWithExport } from '~/domain/privacy/export-person.server';

/** The archive of an export, for those who may make one. */
export async function loader(args: LoaderFunctionArgs) {
  const { org, user } = await requireStaff(args, 'personalData', 'create');
  const { runId } = args.params;
  const answer = isUuid(runId) ? await answerWithExport({ organizationId: org.id, userId: user.id }, runId) : null;
  if (!answer) throw new Response('Not found', { status: 404 });
  return answer;
}
