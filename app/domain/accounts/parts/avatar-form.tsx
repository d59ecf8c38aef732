import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { PersonAvatar } from '~/ui/person-chip';
import { AVATAR_LIMITS } from '../avatar-rules';

/** The person's picture: a new one, or none. */
export function AvatarForm({ name, picture }: { name: string; picture: string | null }) {
  const { t } = useTranslation('profile');
  return (
    <Card title={t('avatar.title')}>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-4">
        <PersonAvatar name={name} picture={picture} size="huge" />
        <div className="flex min-w-0 flex-1 basis-64 flex-col gap-2">
          <Form method="post" action="/profile/picture" encType="multipart/form-data" reloadDocument className="flex flex-wrap items-center gap-2">
            <input
              type="file"
              name="picture"
              required
              accept={AVATAR_LIMITS.accept}
              aria-label={t('avatar.label')}
              className="min-w-0 flex-1 basis-56 text-13 text-muted file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-control file:border-0 file:bg-sunken file:px-3.5 file:text-14 file:font-medium file:text-ink pointer-coarse:file:min-h-11"
            />
            <SubmitButton look="secondary" name="intent" value="picture">{t('avatar.submit')}</SubmitButton>
          </Form>
          <p className="text-12 text-muted">{t('avatar.hint')}</p>
        </div>
        {picture ? (
          <Form method="post" action="/profile/picture" reloadDocument>
            <Button look="quiet" name="intent" value="noPicture">{t('avatar.remove')}</Button>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
