import { z } from '@hono/zod-openapi';
import { isPicture, PHOTO_BODY } from '~/domain/files/photo-rules';
import { listPhotos, orderPhotos, removePhoto, storePhotos, type PhotoSubject } from '~/domain/files/photos.server';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { CATALOG_TAG, catalogActor, catalogNeeds, findCatalogItem, itemParams } from './catalog-item';
import { findMachineMaintenance, MAINTENANCE_TAG, maintenanceParams } from './maintenance';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid, storageFull } from '../ground/problem';
import { withUpload } from '../ground/read-upload';
import { id, moment } from '../ground/schemas';

const UPLOADED = 'file';
const file = z.object({ id, name: z.string(), size: z.int(), contentType: z.string().openapi({ example: 'image/jpeg' }), width: z.int().nullable(), height: z.int().nullable(), hasThumbnail: z.boolean(), createdAt: moment }).openapi('CatalogFile');
const files = pageOf(file, 'CatalogFile');
const added = z.object({ ids: z.array(id) }).openapi('CatalogFilesAdded');
const upload = z.object({ [UPLOADED]: z.array(z.any().openapi({ type: 'string', format: 'binary' })).openapi({ description: `At most ${PHOTO_BODY.files} of ${PHOTO_BODY.fileBytes} bytes: JPEG, PNG or WebP, told by their content` }) });
const move = z.union([z.strictObject({ direction: z.enum(['up', 'down']) }), z.strictObject({ before: id.nullable().openapi({ description: 'null: to the end', example: null }) })]).openapi({ example: { direction: 'up' } });
const full = 'The record has room for fewer files';

/** Papers of a maintenance are bills: for those who see what it cost. */
async function readFiles(caller: ApiCaller, subject: PhotoSubject) {
  const found = await listPhotos(caller.db, subject);
  const shown = 'itemId' in subject || caller.can('expenses', 'read') ? found : found.filter(({ contentType }) => isPicture(contentType));
  return shown.map(({ id: fileId, name, size, contentType, width, height, hasThumbnail, createdAt }) => ({ id: fileId, name, size, contentType, width, height, hasThumbnail, createdAt }));
}

async function add(caller: ApiCaller, subject: PhotoSubject, request: Request): Promise<{ ids: string[] }> {
  return withUpload(request, UPLOADED, PHOTO_BODY, async ({ uploads }) => {
    const stored = await storePhotos(catalogActor(caller), { subject, uploads });
    if (stored.ok) return { ids: stored.ids };
    if (stored.error === 'refused') throw invalid(`/${UPLOADED}`, 'refused', `Not taken: ${stored.names.join(', ')}`);
    if (stored.error === 'storageFull') throw storageFull();
    throw conflict('tooMany', `There is room for ${stored.room} more.`, { room: stored.room });
  });
}

async function place(caller: ApiCaller, subject: PhotoSubject, fileId: string, to: z.output<typeof move>) {
  const known = (await readFiles(caller, subject)).map((one) => one.id);
  if (!known.includes(fileId)) throw new ApiProblem('not-found');
  if ('before' in to && to.before && !known.includes(to.before)) throw invalid('/before', 'unknown', 'There is no such file.');
  await orderPhotos(catalogActor(caller), subject, 'before' in to ? { id: fileId, before: to.before ?? '' } : { id: fileId, direction: to.direction });
  return wholeList(await readFiles(caller, subject));
}

async function remove(caller: ApiCaller, subject: PhotoSubject, fileId: string) {
  if (!(await removePhoto(catalogActor(caller), subject, fileId))) throw new ApiProblem('not-found');
  return done();
}

const itemFile = itemParams.extend({ fileId: id });
const maintenanceFile = maintenanceParams.extend({ fileId: id });
const ofItem = async (caller: ApiCaller, itemId: string): Promise<PhotoSubject> => ({ itemId: (await findCatalogItem(caller, itemId)).id });
const ofMaintenance = async (caller: ApiCaller, params: z.output<typeof maintenanceParams>): Promise<PhotoSubject> => ({ maintenanceId: (await findMachineMaintenance(caller, params)).id });
const does = (...intents: string[]) => intents.map((intent) => `/catalog/:item/photos photo-${intent}`);

const PHOTOS = '/catalog/{itemId}/photos';
const FILES = '/catalog/{itemId}/maintenance/{maintenanceId}/files';
const bytes = 'Their bytes, and small copies of pictures, are under /files.';
const once = 'All or none. The same file sent twice is kept once.';

export const catalogPhotoOperations: Operation[] = [
  staffOperation(catalogNeeds.read, { id: 'catalogPhotos.list', method: 'get', path: PHOTOS, tag: CATALOG_TAG, summary: 'List the photos of an item', description: bytes, params: itemParams, answer: files }, async ({ caller, params }) => wholeList(await readFiles(caller, await ofItem(caller, params.itemId)))),
  staffOperation(catalogNeeds.update, { id: 'catalogPhotos.add', method: 'post', path: PHOTOS, tag: CATALOG_TAG, summary: 'Add photos to an item', description: once, params: itemParams, upload, answer: added, status: 201, conflict: full, does: does('add') }, async ({ caller, params, request }) => answer(await add(caller, await ofItem(caller, params.itemId), request))),
  staffOperation(catalogNeeds.update, { id: 'catalogPhotos.move', method: 'post', path: `${PHOTOS}/{fileId}/move`, tag: CATALOG_TAG, summary: 'Put a photo into another place', params: itemFile, body: move, answer: files, does: does('up', 'down') }, async ({ caller, params, body }) => place(caller, await ofItem(caller, params.itemId), params.fileId, body)),
  staffOperation(catalogNeeds.update, { id: 'catalogPhotos.remove', method: 'delete', path: `${PHOTOS}/{fileId}`, tag: CATALOG_TAG, summary: 'Remove a photo of an item', params: itemFile, does: does('remove') }, async ({ caller, params }) => remove(caller, await ofItem(caller, params.itemId), params.fileId)),
  staffOperation(catalogNeeds.read, { id: 'maintenanceFiles.list', method: 'get', path: FILES, tag: MAINTENANCE_TAG, summary: 'List the photos and papers of a maintenance', description: bytes, params: maintenanceParams, answer: files }, async ({ caller, params }) => wholeList(await readFiles(caller, await ofMaintenance(caller, params)))),
  staffOperation(catalogNeeds.update, { id: 'maintenanceFiles.add', method: 'post', path: FILES, tag: MAINTENANCE_TAG, summary: 'Add photos and papers (PDF) to a maintenance', description: once, params: maintenanceParams, upload, answer: added, status: 201, conflict: full, does: does('add') }, async ({ caller, params, request }) => answer(await add(caller, await ofMaintenance(caller, params), request))),
  staffOperation(catalogNeeds.update, { id: 'maintenanceFiles.move', method: 'post', path: `${FILES}/{fileId}/move`, tag: MAINTENANCE_TAG, summary: 'Put a file of a maintenance into another place', params: maintenanceFile, body: move, answer: files, does: does('up', 'down') }, async ({ caller, params, body }) => place(caller, await ofMaintenance(caller, params), params.fileId, body)),
  staffOperation(catalogNeeds.update, { id: 'maintenanceFiles.remove', method: 'delete', path: `${FILES}/{fileId}`, tag: MAINTENANCE_TAG, summary: 'Remove a file of a maintenance', params: maintenanceFile, does: does('remove') }, async ({ caller, params }) => remove(caller, await ofMaintenance(caller, params), params.fileId)),
];
