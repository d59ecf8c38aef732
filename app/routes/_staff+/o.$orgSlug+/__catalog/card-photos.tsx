import { Form } from '@remix-run/react';
import { ArrowLeft, ArrowRight, ImagePlus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PHOTO_LIMITS } from '~/domain/files/photo-rules';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import type { ItemCard } from './load-card.server';

const iconButton = 'w-9 px-0! pointer-coarse:w-11';

/** The photos of an item: the first one is the one that stands for it. Works without JavaScript: each button is a form. */
export function ItemPhotos({ card: { item, photos, base, rights } }: { card: ItemCard }) {
  const { t } = useTranslation('catalog');
  const action = `${base}/catalog/${item.id}/photos`;
  const room = PHOTO_LIMITS.count - photos.length;
  if (photos.length === 0 && !rights.update) return null;
  return (
    <Card title={t('photos.title')} aside={photos.length > 0 ? t('photos.count', { count: photos.length, max: PHOTO_LIMITS.count }) : null}>
      {photos.length > 0 ? (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {photos.map(({ id, name, width, height }, index) => (
            <li key={id} data-row="photo" data-id={id} className="flex flex-col gap-1 first:col-span-2 first:row-span-2">
              <a href={`${base}/files/${id}`} target="_blank" rel="noreferrer" className="block flex-1 overflow-hidden rounded-control border border-line bg-sunken">
                <img src={`${base}/files/${id}?size=small`} alt={t('photos.alt', { name: item.name, n: index + 1 })} title={name} width={width ?? undefined} height={height ?? undefined} loading={index > 1 ? 'lazy' : undefined} className="aspect-4/3 size-full object-cover" />
              </a>
              {rights.update ? (
                <Form method="post" action={action} preventScrollReset className="flex justify-between gap-1">
                  <input type="hidden" name="fileId" value={id} />
                  <span className="flex">
                    <Button name="intent" value="photo-up" look="quiet" size="small" disabled={index === 0} className={iconButton} aria-label={t('photos.earlier', { n: index + 1 })}><ArrowLeft aria-hidden="true" className="size-4" /></Button>
                    <Button name="intent" value="photo-down" look="quiet" size="small" disabled={index === photos.length - 1} className={iconButton} aria-label={t('photos.later', { n: index + 1 })}><ArrowRight aria-hidden="true" className="size-4" /></Button>
                  </span>
                  <Button name="intent" value="photo-remove" look="quiet" size="small" className={iconButton} aria-label={t('photos.remove', { n: index + 1 })}><Trash2 aria-hidden="true" className="size-4" /></Button>
                </Form>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {rights.update && room > 0 ? <UploadForm key={photos.length} action={action} /> : null}
    </Card>
  );
}

/** Files to add; for the papers of a maintenance with its id. */
export function UploadForm({ action, maintenanceId }: { action: string; maintenanceId?: string }) {
  const { t } = useTranslation('catalog');
  const accept = maintenanceId ? `${PHOTO_LIMITS.accept},application/pdf` : PHOTO_LIMITS.accept;
  return (
    <Form method="post" action={action} encType="multipart/form-data" preventScrollReset className="mt-3 flex flex-wrap items-center gap-2 first:mt-0">
      <input type="hidden" name="intent" value="photo-add" />
      {maintenanceId ? <input type="hidden" name="maintenanceId" value={maintenanceId} /> : null}
      <label className="min-w-0 flex-1 basis-56 text-13">
        <span className="mb-1 block text-muted">{t(maintenanceId ? 'photos.addPapers' : 'photos.hint', { max: PHOTO_LIMITS.count })}</span>
        <input type="file" name="photos" multiple required accept={accept} className="block w-full text-13 file:mr-3 file:h-9 file:rounded-control file:border file:border-line file:bg-surface file:px-3 file:text-13 file:font-medium pointer-coarse:file:h-11" />
      </label>
      <SubmitButton look="secondary" size="small" pendingLabel={t('photos.sending')} className="self-end"><ImagePlus aria-hidden="true" className="size-4" />{t('photos.add')}</SubmitButton>
    </Form>
  );
}
