import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { PICTURE_BODY, PICTURES, removePicture, savePicture, type Picture } from '~/domain/documents/pictures.server';
import { requisitesFormSchema } from '~/domain/documents/requisites.schema';
import { saveRequisites } from '~/domain/documents/requisites.server';
import { getFixedT } from '~/platform/i18n.server';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  staff: Staff;
  body: FormBody;
}

/** Requisites, and the pictures of documents. */
export async function runSettingsIntent(request: Request, staff: Staff) {
  const body = await readFormBody(request, PICTURE_BODY).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    switch (body.fields.get('intent')) {
      case 'requisites':
        return await keepRequisites({ request, staff, body });
      case 'picture':
        return await keepPicture({ request, staff, body });
      case 'removePicture':
        return await dropPicture({ request, staff, body });
      default:
        throw data(null, 400);
    }
  } finally {
    await body.dispose();
  }
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function keepRequisites({ request, staff, body }: Context) {
  const submission = parseWithZod(body.fields, { schema: requisitesFormSchema });
  if (submission.status !== 'success') return data({ result: submission.reply(), current: null }, 400);
  const { version, ...requisites } = submission.value;
  const saved = await saveRequisites(actorOf(staff), { version, requisites });
  if (!saved.ok) return data({ result: submission.reply(), current: { requisites: saved.current, version: saved.version } }, 409);
  const t = await getFixedT(request, 'documents');
  return redirectWithToast(new URL(request.url).pathname, { message: t('toast.requisitesSaved'), tone: 'success' });
}

async function keepPicture({ request, staff, body }: Context) {
  const picture = pictureOf(body);
  const t = await getFixedT(request, 'documents');
  const refuse = (problem: string) => data({ picture, error: t(`pictures.errors.${problem}`) }, 422);
  if (body.tooLarge.length > 0) return refuse('tooLarge');
  const file = body.uploads.find(({ field }) => field === 'file');
  if (!file) return refuse('missing');
  if (!(await savePicture(actorOf(staff), picture, file.path))) return refuse('type');
  return redirectWithToast(new URL(request.url).pathname, { message: t('toast.pictureSaved'), tone: 'success' });
}

async function dropPicture({ request, staff, body }: Context) {
  await removePicture(actorOf(staff), pictureOf(body));
  const t = await getFixedT(request, 'documents');
  return redirectWithToast(new URL(request.url).pathname, { message: t('toast.pictureRemoved'), tone: 'success' });
}

function pictureOf(body: FormBody): Picture {
  const asked = body.fields.get('picture');
  const picture = PICTURES.find((name) => name === asked);
  if (!picture) throw data(null, 400);
  return picture;
}
