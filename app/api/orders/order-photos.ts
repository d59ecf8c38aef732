import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { PHOTO_BODY } from '~/domain/files/photo-rules';
import { listPhotos, orderPhotos, removePhoto, storePhotos, type Photo } from '~/domain/files/photos.server';
import { answerWithFile } from '~/domain/files/read-file.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { PhotoKind } from '~/generated/prisma/enums';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { orderParams } from './order-schemas';
import { ORDERS_TAG } from './orders';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid, storageFull } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { theOrder } from './read-order';
import { withUpload } from '../ground/read-upload';
import { decimal, id, moment } from '../ground/schemas';

const CAPTION_MAX = 300;
const photoParams = orderParams.extend({ photoId: id });
const IMAGES = ['image/jpeg', 'image/png', 'image/webp'];

const photo = z
  .object({
    id, name: z.string(), size: z.int(), contentType: z.string().openapi({ example: 'image/jpeg' }), width: z.int().nullable(), height: z.int().nullable(), kind: z.enum(PhotoKind),
    takenAt: moment, latitude: decimal.nullable(), longitude: decimal.nullable(), caption: z.string().nullable(), uploadedById: id.nullable(),
  })
  .openapi('OrderPhoto');

const degrees = (max: number) => z.string().refine((typed) => Number.isFinite(Number(typed)) && Math.abs(Number(typed)) <= max, 'errors.number').transform((typed) => Number(typed).toFixed(6));
/** What is said of the photos beside them. */
const facts = z
  .object({
    kind: z.enum(PhotoKind, { error: 'errors.choice' }),
    caption: z.string().transform(cleanLine).pipe(z.string().max(CAPTION_MAX, 'errors.tooLong')).transform((said) => said || null),
    takenAt: z.iso.datetime({ offset: true, error: 'errors.time' }).transform((text) => new Date(text)),
    latitude: degrees(90),
    longitude: degrees(180),
  })
  .partial()
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), { path: ['latitude'], error: 'errors.required' });
const upload = z.object({
  file: z.array(z.any().openapi({ type: 'string', format: 'binary' })).openapi({ description: `JPEG, PNG or WebP, at most ${PHOTO_BODY.files} of ${PHOTO_BODY.fileBytes} bytes` }),
  kind: z.enum(PhotoKind).optional(),
  caption: z.string().max(CAPTION_MAX).optional(),
  takenAt: z.string().optional().openapi({ format: 'date-time', description: 'Now when nothing is said' }),
  latitude: z.string().optional(),
  longitude: z.string().optional(),
});

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });

function toPhoto({ id: photoId, name, size, contentType, width, height, photoKind, takenAt, createdAt, latitude, longitude, caption, uploadedById }: Photo): z.output<typeof photo> {
  return { id: photoId, name, size, contentType, width, height, kind: photoKind ?? 'OTHER', takenAt: takenAt ?? createdAt, latitude, longitude, caption, uploadedById };
}

/** The photo of the path. @throws {ApiProblem} 404 */
async function thePhoto(caller: ApiCaller, { orderId, photoId }: z.output<typeof photoParams>): Promise<Photo> {
  const order = await theOrder(caller, orderId);
  const found = (await listPhotos(caller.db, { orderId: order.id })).find((known) => known.id === photoId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

const reads = { resource: 'orders', action: 'read' } as const;
const carriesOut = { resource: 'orders', action: 'carryOut' } as const;

export const orderPhotoOperations: Operation[] = [
  staffOperation(reads, { id: 'orders.photos', method: 'get', path: '/orders/{orderId}/photos', tag: ORDERS_TAG, summary: 'Photos of an order', params: orderParams, answer: pageOf(photo, 'OrderPhoto') }, async ({ caller, params: { orderId } }) => {
    const order = await theOrder(caller, orderId);
    return wholeList((await listPhotos(caller.db, { orderId: order.id })).map(toPhoto));
  }),
  staffOperation(
    carriesOut,
    { id: 'orders.addPhotos', method: 'post', path: '/orders/{orderId}/photos', tag: ORDERS_TAG, summary: 'Add photos to an order', description: 'All or none. The same picture sent twice is kept once.', params: orderParams, upload, answer: z.object({ ids: z.array(id) }).openapi('OrderPhotosAdded'), status: 201, conflict: 'The order takes no more photos', does: ['/orders/:order/photos upload'] },
    async ({ caller, params: { orderId }, request, now }) => {
      const order = await theOrder(caller, orderId);
      return withUpload(request, 'file', PHOTO_BODY, async ({ fields, uploads }) => {
        const { kind = 'OTHER', caption = null, takenAt = now, ...place } = readInput(facts, Object.fromEntries([...fields].filter(([, value]) => value !== '')), 'order-editor');
        const stored = await storePhotos(actorOf(caller), { subject: { orderId: order.id }, uploads, photoKind: kind, takenAt: takenAt < now ? takenAt : now, caption, ...place });
        if (stored.ok) return answer({ ids: stored.ids });
        if (stored.error === 'refused') throw invalid('/file', 'refused', `These are no pictures: ${stored.names.join(', ')}.`);
        if (stored.error === 'storageFull') throw storageFull();
        throw conflict('tooMany', `The order takes ${stored.room} more photos.`, { room: stored.room });
      });
    },
  ),
  staffOperation(
    reads,
    { id: 'orders.photo', method: 'get', path: '/orders/{orderId}/photos/{photoId}', tag: ORDERS_TAG, summary: 'A photo of an order', params: photoParams, query: z.strictObject({ size: z.enum(['original', 'small']).optional() }), file: IMAGES },
    async ({ caller, params, query: { size = 'original' } }) => {
      const found = await thePhoto(caller, params);
      const file = await answerWithFile(caller.db, found.id, size);
      if (!file) throw new ApiProblem('not-found');
      return file;
    },
  ),
  staffOperation(
    { ...carriesOut, scope: 'all' },
    {
      id: 'orders.movePhoto', method: 'post', path: '/orders/{orderId}/photos/{photoId}/move', tag: ORDERS_TAG, summary: 'Move a photo by one place', params: photoParams,
      body: z.strictObject({ direction: z.enum(['up', 'down']) }).openapi('OrderPhotoMove'), does: ['/orders/:order/photos photo-move'],
    },
    async ({ caller, params, body: { direction } }) => {
      const found = await thePhoto(caller, params);
      if (!(await orderPhotos(actorOf(caller), { orderId: params.orderId }, { id: found.id, direction }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  staffOperation(carriesOut, { id: 'orders.removePhoto', method: 'delete', path: '/orders/{orderId}/photos/{photoId}', tag: ORDERS_TAG, summary: 'Remove a photo of an order', description: 'Operators remove only their own.', params: photoParams, does: ['/orders/:order/photos photo-delete'] }, async ({ caller, params }) => {
    const found = await thePhoto(caller, params);
    if (caller.can('orders', 'carryOut') !== 'all' && found.uploadedById !== caller.user.id) throw new ApiProblem('forbidden');
    await removePhoto(actorOf(caller), { orderId: params.orderId }, found.id);
    return done();
  }),
];
