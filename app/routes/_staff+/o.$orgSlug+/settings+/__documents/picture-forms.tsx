import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';

type Picture = 'logo' | 'signature';

interface Props {
  /** Addresses. */
  pictures: Record<Picture, string | null>;
  hasSignature: boolean;
  canUpdate: boolean;
  error: { picture: Picture; error: string } | undefined;
}

/** Logo, and scan of signature and stamp: what stands there, another one, none. */
export function PictureForms({ pictures, hasSignature, canUpdate, error }: Props) {
  const { t } = useTranslation('documents');
  return (
    <Card title={t('pictures.title')}>
      <p className="-mt-2 mb-5 max-w-prose text-13 text-muted">{t('pictures.intro')}</p>
      <div className="grid gap-6 sm:grid-cols-2">
        <PictureForm picture="logo" url={pictures.logo} isSet={pictures.logo !== null} canUpdate={canUpdate} error={error?.picture === 'logo' ? error.error : null} />
        <PictureForm picture="signature" url={pictures.signature} isSet={hasSignature} canUpdate={canUpdate} error={error?.picture === 'signature' ? error.error : null} />
      </div>
    </Card>
  );
}

function PictureForm({ picture, url, isSet, canUpdate, error }: { picture: Picture; url: string | null; isSet: boolean; canUpdate: boolean; error: string | null }) {
  const { t } = useTranslation('documents');
  const id = `picture-${picture}`;
  return (
    <section aria-labelledby={`${id}-title`} className="flex flex-col gap-3">
      <h3 id={`${id}-title`} className="text-13 font-medium">{t(`pictures.${picture}`)}</h3>
      <div className="grid h-28 place-items-center rounded-control border border-line bg-white p-3">
        {url ? <img src={url} alt={t(`pictures.${picture}`)} className="max-h-full max-w-full object-contain" /> : <p className="text-13 text-stone-500">{isSet ? t('pictures.hidden') : t('pictures.none')}</p>}
      </div>
      {canUpdate ? (
        <Form method="post" encType="multipart/form-data" className="flex flex-col gap-2">
          <input type="hidden" name="picture" value={picture} />
          <label htmlFor={id} className="sr-only">{t(`pictures.choose.${picture}`)}</label>
          <input
            id={id} name="file" type="file" accept="image/png,image/jpeg" aria-describedby={error ? `${id}-error` : `${id}-hint`} aria-invalid={error ? true : undefined}
            className={cx('w-full rounded-control text-13 file:mr-3 file:h-9 file:cursor-pointer file:rounded-control file:border file:border-line file:bg-raised file:px-3 file:text-13 file:font-medium file:text-ink pointer-coarse:file:h-11', error && 'text-danger')}
          />
          {error ? <p id={`${id}-error`} role="alert" className="text-13 text-danger">{error}</p> : null}
          <p id={`${id}-hint`} className="text-12 text-muted">{t(`pictures.hint.${picture}`)}</p>
          <div className="flex flex-wrap gap-2">
            <SubmitButton name="intent" value="picture" look="secondary" size="small" pendingLabel={t('pictures.sending')}>{t('pictures.submit')}</SubmitButton>
            {isSet ? <Button name="intent" value="removePicture" look="quiet" size="small">{t('pictures.remove')}</Button> : null}
          </div>
        </Form>
      ) : null}
    </section>
  );
}
