import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { hasRoomFor } from '~/domain/files/storage-limit.server';
import { checkUploads } from '~/domain/files/store-files.server';
import { rememberSender } from '~/domain/behavior/consent-cookie.server';
import { asksForPrivacy } from '~/domain/behavior/privacy-signal';
import { FILE_LIMITS, formFields } from '~/domain/leads/form-fields';
import { readFormToken } from '~/domain/leads/form-token.server';
import { listOfferedServices, type PublicOrganization } from '~/domain/leads/public-form.server';
import { publicFormSchema } from '~/domain/leads/public-form.schema';
import { HONEYPOT_FIELD } from '~/domain/leads/spam';
import { spendOnForm, takeRequest } from '~/domain/leads/take-request.server';
import { orgDb } from '~/platform/db.server';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { getLanguage } from '~/platform/i18n.server';
import type { FormErrors } from '~/ui/public-form-types';

const KILOBYTE = 1024;
const BODY_LIMITS = { fieldBytes: 64 * KILOBYTE, textBytes: KILOBYTE * KILOBYTE, files: FILE_LIMITS.count, fileBytes: FILE_LIMITS.bytes };

/** Takes a sent form: leads to the request's own page, or shows the form again with what was typed. */
export async function takeForm(args: ActionFunctionArgs, organization: PublicOrganization) {
  const { request, context } = args;
  const wait = await spendOnForm(context.clientAddress);
  const body = await readFormBody(request, BODY_LIMITS, wait === 0).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    if (wait > 0) return again(body, { organizationId: organization.id, status: 429, retryAfter: wait });
    return await takeBody(args, organization, body);
  } finally {
    await body.dispose();
  }
}

async function takeBody({ request, context }: ActionFunctionArgs, { id: organizationId }: PublicOrganization, body: FormBody) {
  const now = new Date();
  const parsed = parseWithZod(body.fields, { schema: publicFormSchema });
  const { accepted, refused } = await checkUploads(body.uploads.filter(({ field }) => field === 'files'));
  const errors: FormErrors = {};
  for (const [name, keys] of Object.entries(parsed.status === 'error' ? (parsed.error ?? {}) : {})) {
    if (keys?.[0]) errors[name] = [{ key: keys[0] }];
  }
  if (!errors.serviceId && !(await isOffered(organizationId, body.fields.get('serviceId')))) {
    errors.serviceId = [{ key: 'errors.choice' }];
  }
  const fileErrors = explainFiles(body, refused);
  const bytes = accepted.reduce((sum, { size }) => sum + size, 0);
  // the request itself is never refused for want of room
  if (bytes > 0 && fileErrors.length === 0 && !(await hasRoomFor(orgDb(organizationId), bytes))) fileErrors.push({ key: 'errors.filesFull' });
  if (fileErrors.length > 0) errors.files = fileErrors;
  if (parsed.status !== 'success' || Object.keys(errors).length > 0) return again(body, { organizationId, status: 422, errors });

  const result = await takeRequest({
    organizationId,
    form: parsed.value,
    uploads: accepted,
    token: { text: body.fields.get('token'), isRequired: true },
    honeypot: body.fields.get(HONEYPOT_FIELD),
    address: context.clientAddress,
    isPrivate: asksForPrivacy(request),
    locale: await getLanguage(request),
    source: null,
    now,
  });
  if (!result.ok) return again(body, { organizationId, status: 422, errors: { serviceId: [{ key: 'errors.choice' }] } });
  context.log.info({ leadId: result.leadId, outcome: result.outcome }, 'request taken');
  const cookie = result.consentedViewId ? await rememberSender(request, context, { organizationId, viewId: result.consentedViewId, now }) : null;
  return redirect(`/t/${result.publicToken}`, { status: 303, headers: cookie ? { 'Set-Cookie': cookie } : {} });
}

async function isOffered(organizationId: string, serviceId: string | null): Promise<boolean> {
  const services = await listOfferedServices(orgDb(organizationId));
  return services.some(({ id }) => id === serviceId);
}

function explainFiles(body: FormBody, refused: string[]): NonNullable<FormErrors[string]> {
  const size = FILE_LIMITS.bytes / KILOBYTE / KILOBYTE;
  return [
    ...(body.hasTooManyFiles ? [{ key: 'errors.filesTooMany', params: { count: FILE_LIMITS.count } }] : []),
    ...(body.tooLarge.length > 0 ? [{ key: 'errors.filesTooLarge', params: { size, names: body.tooLarge.join(', ') } }] : []),
    ...(refused.length > 0 ? [{ key: 'errors.filesType', params: { names: refused.join(', ') } }] : []),
  ];
}

interface Refusal {
  organizationId: string;
  status: 422 | 429;
  errors?: FormErrors;
  retryAfter?: number;
}

/** The form with everything typed; a browser gives files only once, which is said at their field. */
function again(body: FormBody, { organizationId, status, errors = {}, retryAfter }: Refusal) {
  const text = body.fields.get('token');
  const token = readFormToken(text, organizationId, new Date());
  const values = Object.fromEntries(
    formFields.flatMap(({ name }) => {
      const typed = body.fields.get(name);
      return typed === null ? [] : [[name, typed]];
    }),
  );
  const hadFiles = body.uploads.length > 0 && !errors.files;
  return data(
    {
      values,
      errors: hadFiles ? { ...errors, files: [{ key: 'errors.filesAgain' }] } : errors,
      // The same page still: its time and its key go on.
      live: token && text ? { token: text, viewId: token.viewId } : null,
      retryAfter: retryAfter ?? null,
    },
    { status, headers: retryAfter ? { 'Retry-After': String(retryAfter) } : {} },
  );
}
