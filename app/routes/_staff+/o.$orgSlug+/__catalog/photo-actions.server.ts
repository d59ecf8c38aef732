import { data, redirect } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { PHOTO_BODY, PHOTO_LIMITS } from '~/domain/files/photo-rules';
import { orderPhotos, removePhoto, storePhotos, type PhotoSubject } from '~/domain/files/photos.server';
import { isMaintenanceOf } from '~/domain/catalog/maintenance/records.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { findCardItem } from './load-card.server';

interface Context {
  body: FormBody;
  actor: { organizationId: string; userId: string };
  subject: PhotoSubject;
  t: TFunction;
  card: string;
}

const intents = { 'photo-add': add, 'photo-up': up, 'photo-down': down, 'photo-remove': remove } as const;

/** One form post of an item's photos or of the papers of its maintenance. 400 unknown intent, 404 unknown item or photo. */
export async function runPhotoIntent(request: Request, itemId: string | undefined, staff: Staff) {
  const item = await findCardItem(staff, itemId);
  const body = await readFormBody(request, PHOTO_BODY).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    const name = String(body.fields.get('intent'));
    if (!Object.hasOwn(intents, name)) throw data(null, 400);
    const maintenanceId = body.fields.get('maintenanceId');
    if (maintenanceId && !(isUuid(maintenanceId) && (await isMaintenanceOf(staff.db, item.id, maintenanceId)))) throw data(null, 404);
    const actor = { organizationId: staff.org.id, userId: staff.user.id };
    const subject = maintenanceId ? { maintenanceId } : { itemId: item.id };
    return await intents[name as keyof typeof intents]({ body, actor, subject, t: await getFixedT(request, 'catalog'), card: `/o/${staff.org.slug}/catalog/${item.id}` });
  } finally {
    await body.dispose();
  }
}

/** A browser gives files only once, so what cannot be kept is said on the page that the files were chosen on. */
async function add({ body: { uploads, tooLarge, hasTooManyFiles }, actor, subject, t, card }: Context) {
  const refuse = (message: string) => redirectWithToast(card, { message, tone: 'error' });
  if (tooLarge.length > 0) return refuse(t('photos.tooLarge', { names: tooLarge.join(', '), size: PHOTO_LIMITS.bytes / 1024 / 1024 }));
  if (hasTooManyFiles) return refuse(t('photos.tooMany', { count: PHOTO_LIMITS.count }));
  if (uploads.length === 0) return refuse(t('photos.noneChosen'));
  const stored = await storePhotos(actor, { subject, uploads });
  if (stored.ok) return redirectWithToast(card, { message: t('photos.added', { count: stored.ids.length }), tone: 'success' });
  const why = {
    refused: () => t('photos.refused', { names: stored.error === 'refused' ? stored.names.join(', ') : '' }),
    tooMany: () => t('photos.tooMany', { count: PHOTO_LIMITS.count }),
    storageFull: () => t('common:storageFull'),
  };
  return refuse(why[stored.error]());
}

function up(context: Context) {
  return move(context, 'up');
}

function down(context: Context) {
  return move(context, 'down');
}

async function move({ body, actor, subject, card }: Context, direction: 'up' | 'down') {
  if (!(await orderPhotos(actor, subject, { id: fileIdOf(body), direction }))) throw data(null, 404);
  return redirect(card, 303);
}

async function remove({ body, actor, subject, t, card }: Context) {
  if (!(await removePhoto(actor, subject, fileIdOf(body)))) throw data(null, 404);
  return redirectWithToast(card, { message: t('photos.removed'), tone: 'success' });
}

function fileIdOf({ fields }: FormBody): string {
  const id = fields.get('fileId');
  if (!isUuid(id)) throw data(null, 404);
  return id;
}
