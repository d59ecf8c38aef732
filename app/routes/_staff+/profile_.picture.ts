import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { AVATAR_LIMITS } from '~/domain/accounts/avatar-rules';
import { removeAvatar, setAvatar } from '~/domain/accounts/avatar.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { FormBodyError, readFormBody, type FormBody } from '~/platform/http/multipart.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const page = '/profile';
const LIMITS = { fieldBytes: 1024, textBytes: 4096, files: 1, fileBytes: AVATAR_LIMITS.bytes };

/** Takes a person's picture, or takes it away. The word about it is a toast: a file cannot stay in its field. */
export async function action(args: ActionFunctionArgs) {
  const { user } = await requireUser(args);
  const body = await readFormBody(args.request, LIMITS).catch((error: unknown) => {
    throw error instanceof FormBodyError ? data(null, error.status) : error;
  });
  try {
    const t = await getFixedT(args.request, 'profile');
    const intent = body.fields.get('intent');
    if (intent === 'noPicture') {
      await removeAvatar(user.id);
      return await redirectWithToast(page, { message: t('avatar.removed'), tone: 'success' });
    }
    if (intent !== 'picture') throw data(null, 400);
    const fault = await takePicture(user.id, body);
    return await redirectWithToast(page, fault ? { message: t(`errors.${fault}`), tone: 'error' } : { message: t('avatar.saved'), tone: 'success' });
  } finally {
    await body.dispose();
  }
}

async function takePicture(userId: string, { uploads: [upload], tooLarge }: FormBody): Promise<'avatarTooLarge' | 'avatarRequired' | 'avatarUnreadable' | null> {
  if (tooLarge.length > 0) return 'avatarTooLarge';
  if (!upload) return 'avatarRequired';
  const done = await setAvatar(userId, upload.path);
  return done.ok ? null : 'avatarUnreadable';
}

/** Who comes here by reloading sees the profile. */
export function loader() {
  return redirect(page);
}
