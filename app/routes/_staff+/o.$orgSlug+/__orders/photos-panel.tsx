import { Form, useLocation } from '@remix-run/react';
import { ArrowLeft, ArrowRight, Camera, ImagePlus, MapPin, Trash2 } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PHOTO_LIMITS } from '~/domain/files/photo-rules';
import { buttonClass, Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { formatDateTime } from '~/ui/format';
import type { OrderPhotosData } from './load-photos.server';

const KINDS = ['BEFORE', 'AFTER', 'INCIDENT', 'OTHER'] as const;
const CAPTION_MAX = 300;

interface Props {
  data: OrderPhotosData;
  timeZone: string;
  /** What is photographed at this step of the work. */
  usualKind?: (typeof KINDS)[number];
}

/** Photos of the work: before, after, what went wrong. Taken with the phone's camera, with time and, when asked for, place. */
export function OrderPhotos({ data: { photos, action, mayAdd, mayOrder, room }, timeZone, usualKind = 'BEFORE' }: Props) {
  const { t } = useTranslation('order-editor');
  return (
    <Card id="photos" className={photos.length === 0 ? 'no-print' : undefined} title={t('photos.title')} aside={photos.length > 0 ? t('photos.count', { count: photos.length }) : null}>
      {photos.length === 0 && !mayAdd ? <p className="text-14 text-muted">{t('photos.empty')}</p> : null}
      {photos.length > 0 ? (
        <ul className="mb-4 grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-3">
          {photos.map((photo, index) => (
            <PhotoTile key={photo.id} photo={photo} action={action} timeZone={timeZone} canGoUp={mayOrder && index > 0} canGoDown={mayOrder && index < photos.length - 1} />
          ))}
        </ul>
      ) : null}
      {mayAdd ? <UploadForm key={photos.length} action={action} room={room} usualKind={usualKind} /> : null}
    </Card>
  );
}

function PhotoTile({ photo, action, timeZone, canGoUp, canGoDown }: { photo: OrderPhotosData['photos'][number]; action: string; timeZone: string; canGoUp: boolean; canGoDown: boolean }) {
  const { t, i18n } = useTranslation('order-editor');
  const kind = t(`photos.kind.${photo.kind}`);
  const name = photo.caption ?? kind;
  return (
    <li data-row="photo" data-id={photo.id} className="flex flex-col gap-1">
      <a href={photo.url} target="_blank" rel="noreferrer" className="relative block overflow-hidden rounded-control border border-line">
        <img src={photo.smallUrl} alt={name} loading="lazy" width={photo.width ?? 320} height={photo.height ?? 240} className="aspect-[4/3] w-full bg-sunken object-cover" />
        <span className={cx('absolute bottom-1.5 left-1.5 rounded-full px-2 py-0.5 text-12 font-medium', photo.kind === 'INCIDENT' ? 'bg-danger-soft text-danger' : 'bg-surface text-ink')}>{kind}</span>
      </a>
      {photo.caption ? <p className="line-clamp-2 text-13 break-words">{photo.caption}</p> : null}
      <p className="text-12 text-muted">
        <time dateTime={photo.takenAt}>{formatDateTime(new Date(photo.takenAt), i18n.language, timeZone)}</time>
        {photo.place ? <a href={`geo:${photo.place.replace(' ', '')}`} className="mt-0.5 flex items-center gap-1 underline-offset-2 hover:underline"><MapPin aria-hidden="true" className="size-3.5 shrink-0" />{photo.place}</a> : null}
      </p>
      <span className="flex no-print">
        {canGoUp ? <TileButton action={action} id={photo.id} intent="photo-move" direction="up" label={t('photos.up', { name })}><ArrowLeft aria-hidden="true" className="size-4" /></TileButton> : null}
        {canGoDown ? <TileButton action={action} id={photo.id} intent="photo-move" direction="down" label={t('photos.down', { name })}><ArrowRight aria-hidden="true" className="size-4" /></TileButton> : null}
        {photo.mayDelete ? <TileButton action={action} id={photo.id} intent="photo-delete" label={t('photos.delete', { name })}><Trash2 aria-hidden="true" className="size-4" /></TileButton> : null}
      </span>
    </li>
  );
}

function TileButton({ action, id, intent, direction, label, children }: { action: string; id: string; intent: string; direction?: string; label: string; children: ReactNode }) {
  const { pathname } = useLocation();
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="returnTo" value={pathname} />
      {direction ? <input type="hidden" name="direction" value={direction} /> : null}
      <Button look="quiet" size="small" aria-label={label} title={label} className="w-8 px-0! pointer-coarse:w-11">{children}</Button>
    </Form>
  );
}

function UploadForm({ action, room, usualKind }: { action: string; room: number; usualKind: (typeof KINDS)[number] }) {
  const { t } = useTranslation('order-editor');
  const { pathname } = useLocation();
  const [chosen, setChosen] = useState<{ names: string[]; takenAt: string }>({ names: [], takenAt: '' });
  const [place, setPlace] = useState<{ latitude: string; longitude: string } | 'refused' | null>(null);
  const inputs = useRef<HTMLDivElement>(null);
  const look = () => {
    const files = [...(inputs.current?.querySelectorAll('input') ?? [])].flatMap((input) => [...(input.files ?? [])]);
    setChosen({ names: files.map(({ name }) => name), takenAt: files[0] ? new Date(files[0].lastModified).toISOString() : '' });
  };
  const locate = () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPlace({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) }),
      () => setPlace('refused'),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  const isPlaced = place !== null && place !== 'refused';
  return (
    <Form method="post" action={action} encType="multipart/form-data" preventScrollReset className="flex flex-col gap-3 no-print">
      <input type="hidden" name="intent" value="upload" />
      <input type="hidden" name="returnTo" value={pathname} />
      <input type="hidden" name="takenAt" value={chosen.takenAt} />
      {isPlaced ? <><input type="hidden" name="latitude" value={place.latitude} /><input type="hidden" name="longitude" value={place.longitude} /></> : null}
      <fieldset>
        <legend className="sr-only">{t('photos.what')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {KINDS.map((kind) => (
            <label key={kind} className="inline-flex min-h-9 items-center rounded-full border border-line px-3 text-13 text-muted has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11">
              <input type="radio" name="kind" value={kind} defaultChecked={kind === usualKind} className="sr-only" />
              {t(`photos.kind.${kind}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div ref={inputs} className="grid grid-cols-2 gap-2">
        <FileButton label={t('photos.camera')} Icon={Camera} onChange={look} isCamera />
        <FileButton label={t('photos.choose')} Icon={ImagePlus} onChange={look} />
      </div>
      <p className="text-12 text-muted" role="status">{chosen.names.length > 0 ? t('photos.chosen', { count: chosen.names.length, names: chosen.names.join(', ') }) : t('photos.limits', { count: room })}</p>
      <input name="caption" aria-label={t('photos.caption')} placeholder={t('photos.caption')} maxLength={CAPTION_MAX} autoComplete="off" className={controlClass} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <button type="button" onClick={locate} className={buttonClass('quiet', 'small', isPlaced ? 'text-ok' : '')}>
          <MapPin aria-hidden="true" className="size-4" />
          {isPlaced ? t('photos.placed') : t('photos.place')}
        </button>
        <SubmitButton look="secondary" pendingLabel={t('photos.sending')}>{t('photos.add')}</SubmitButton>
      </div>
      {place === 'refused' ? <p role="status" className="text-12 text-muted">{t('photos.noPlace')}</p> : null}
    </Form>
  );
}

/** The file control itself is the button: it works without JavaScript too. */
function FileButton({ label, Icon, onChange, isCamera }: { label: string; Icon: typeof Camera; onChange: () => void; isCamera?: boolean }) {
  return (
    <label className={buttonClass('secondary', 'normal', 'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-14')}>
      <Icon aria-hidden="true" className="size-5" />
      {label}
      <input type="file" name="photos" accept={PHOTO_LIMITS.accept} multiple={!isCamera} capture={isCamera ? 'environment' : undefined} onChange={onChange} className="sr-only" />
    </label>
  );
}
