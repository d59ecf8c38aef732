import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import type { TFunction } from 'i18next';
import { z } from 'zod';
import { requireStaff, type Staff } from '~/domain/accounts/guard.server';
import { PHOTO_BODY } from '~/domain/files/photo-rules';
import { listPhotos, orderPhotos, removePhoto, storePhotos } from '~/domain/files/photos.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { isUuid } from '~/domain/leads/lead-filter';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { PhotoKind } from '~/generated/prisma/enums';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const CAPTION_MAX = 300;
const degrees = (max: number) => z.coerce.number().min(-max).max(max).transform((value) => value.toFixed(6));

/** What the form says of the photos; what cannot be read of place and time is left out, since the photo itself matters. */
const factsSchema = z.object({
  kind: z.enum(PhotoKind).catch('OTHER'),
  caption: z.string().transform((text) => cleanLine(text).slice(0, CAPTION_MAX) || null).nullable().catch(null),
  takenAt: z.iso.datetime({ offset: true }).transform((text) => new Date(text)).nullable().catch(null),
  latitude: degrees(90).nullable().catch(null),
  longitude: degrees(180).nullable().catch(null),
});

interface Context {
  staff: Staff;
  orderId: string;
  body: FormBody;
  t: TFunction;
  /** Where the form stood. */
  page: string;
}

const intents = { upload, 'photo-delete': remove, 'photo-move': move };

/** The order that the person may photograph. Throws 403, and 404 for one that the person does not see. */
export async function requirePhotographer(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'orders', 'carryOut');
  const { orderId } = args.params;
  if (!isUuid(orderId) || !(await findOrder(staff.db, orderViewer(staff), orderId))) throw data(null, 404);
  return { staff, orderId };
}

/** Takes photos of an order, removes one, moves one. What is refused is said in a toast where the form stood. */
export async function runPhotoIntent(args: ActionFunctionArgs) {
  const { staff, orderId } = await requirePhotographer(args);
  const body = await readFormBody(args.request, PHOTO_BODY).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    const name = body.fields.get('intent') ?? '';
    if (!Object.hasOwn(intents, name)) throw data(null, 400);
    const page = safeRedirect(body.fields.get('returnTo'), `/o/${staff.org.slug}/orders/${orderId}`);
    return await intents[name as keyof typeof intents]({ staff, orderId, body, page, t: await getFixedT(args.request, 'order-editor') });
  } finally {
    await body.dispose();
  }
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function upload({ staff, orderId, body: { fields, uploads, tooLarge, hasTooManyFiles }, t, page }: Context) {
  const refuse = (message: string) => redirectWithToast(page, { message, tone: 'error' });
  if (tooLarge.length > 0) return refuse(t('photos.errors.tooLarge', { names: tooLarge.join(', ') }));
  if (uploads.length === 0) return refuse(t('photos.errors.none'));
  const read = (name: string) => fields.get(name) || null;
  const { kind, caption, takenAt, latitude, longitude } = factsSchema.parse({ kind: read('kind'), caption: read('caption'), takenAt: read('takenAt'), latitude: read('latitude'), longitude: read('longitude') });
  const place = latitude !== null && longitude !== null ? { latitude, longitude } : {};
  const now = new Date();
  const at = takenAt && takenAt < now ? takenAt : now;
  const stored = hasTooManyFiles ? ({ ok: false, error: 'tooMany', room: PHOTO_BODY.files } as const) : await storePhotos(actorOf(staff), { subject: { orderId }, uploads, photoKind: kind, takenAt: at, caption, ...place });
  if (stored.ok) return redirectWithToast(page, { message: t('photos.added', { count: stored.ids.length }), tone: 'success' });
  if (stored.error === 'storageFull') return refuse(t('common:storageFull'));
  return refuse(stored.error === 'refused' ? t('photos.errors.refused', { names: stored.names.join(', ') }) : t('photos.errors.tooMany', { count: stored.room }));
}

async function remove({ staff, orderId, body, t, page }: Context) {
  const id = body.fields.get('id');
  const photo = (await listPhotos(staff.db, { orderId })).find((known) => known.id === id);
  if (!photo) throw data(null, 404);
  if (staff.can('orders', 'carryOut') !== 'all' && photo.uploadedById !== staff.user.id) throw data(null, 403);
  await removePhoto(actorOf(staff), { orderId }, photo.id);
  return redirectWithToast(page, { message: t('photos.deleted'), tone: 'success' });
}

async function move({ staff, orderId, body, page }: Context) {
  if (staff.can('orders', 'carryOut') !== 'all') throw data(null, 403);
  const [id, direction] = [body.fields.get('id'), body.fields.get('direction')];
  if (!isUuid(id) || (direction !== 'up' && direction !== 'down')) throw data(null, 400);
  if (!(await orderPhotos(actorOf(staff), { orderId }, { id, direction }))) throw data(null, 404);
  return redirect(page, 303);
}
