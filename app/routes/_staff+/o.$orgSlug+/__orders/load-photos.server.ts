import type { Staff } from '~/domain/accounts/guard.server';
import { listPhotos } from '~/domain/files/photos.server';
import { PHOTO_LIMITS } from '~/domain/files/photo-rules';

/** The photos of an order that the person sees, and what the person may do with them. */
export async function loadOrderPhotos({ db, org, user, can }: Staff, orderId: string) {
  const photos = await listPhotos(db, { orderId });
  const base = `/o/${org.slug}`;
  const mayAdd = Boolean(can('orders', 'carryOut'));
  const mayManage = can('orders', 'carryOut') === 'all';
  return {
    action: `${base}/orders/${orderId}/photos`,
    mayAdd: mayAdd && photos.length < PHOTO_LIMITS.count,
    room: PHOTO_LIMITS.count - photos.length,
    mayOrder: mayManage,
    photos: photos.map(({ id, name, photoKind, takenAt, createdAt, caption, latitude, longitude, uploadedById, width, height }) => ({
      id, name, caption, width, height,
      kind: photoKind ?? ('OTHER' as const),
      takenAt: (takenAt ?? createdAt).toISOString(),
      place: latitude && longitude ? `${latitude}, ${longitude}` : null,
      url: `${base}/files/${id}`,
      smallUrl: `${base}/files/${id}?size=small`,
      mayDelete: mayManage || (mayAdd && uploadedById === user.id),
    })),
  };
}

export type OrderPhotosData = Awaited<ReturnType<typeof loadOrderPhotos>>;
