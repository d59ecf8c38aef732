import { data, type ActionFunctionArgs } from '@remix-run/node';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { IMPORT_LIMITS, UnreadableFileError } from '~/domain/imports/import-limits';
import { takeFile } from '~/domain/imports/take-file.server';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { redirect } from '@remix-run/node';
import { requireImporter } from './importer.server';

const KILOBYTE = 1024;
const BODY_LIMITS = { fieldBytes: 4 * KILOBYTE, textBytes: 16 * KILOBYTE, files: 1, fileBytes: IMPORT_LIMITS.bytes };

/** Keeps the uploaded table and leads to its columns; says what is wrong with one that cannot be read. */
export async function takeUpload(args: ActionFunctionArgs) {
  const context = await requireImporter(args);
  const body = await readFormBody(args.request, BODY_LIMITS).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    if (body.fields.get('intent') !== 'upload') throw data(null, 400);
    return await keep(context, body);
  } finally {
    await body.dispose();
  }
}

async function keep({ staff, t, base }: Awaited<ReturnType<typeof requireImporter>>, { uploads, tooLarge }: FormBody) {
  const refuse = (problem: string, row?: number) => data({ error: t(`errors.file.${problem}`, { row, max: IMPORT_LIMITS }) }, { status: 422 });
  if (tooLarge.length > 0) return refuse('tooLarge');
  const file = uploads.find(({ field }) => field === 'file');
  if (!file) return refuse('missing');
  try {
    const id = await takeFile({ organizationId: staff.org.id, userId: staff.user.id, file, customFields: await listCustomFields(staff.db, 'CONTACT') });
    return redirect(`${base}/${id}`, 303);
  } catch (error) {
    if (error instanceof UnreadableFileError) return refuse(error.problem, error.row);
    throw error;
  }
}
