import type { LoaderFunctionArgs } from '@remix-run/node';
import { readPicture } from '~/domain/accounts/avatar.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';

/** A person's picture, for that person and those who work with them; 404 for everybody else. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const { userId } = args.params;
  const bytes = isUuid(userId) ? await readPicture({ viewerId: user.id, userId }) : null;
  if (!bytes) return new Response(null, { status: 404 });
  // a new picture has a new address
  return new Response(bytes, { headers: { 'Content-Type': 'image/webp', 'Cache-Control': 'private, max-age=604800, immutable', 'Content-Security-Policy': "default-src 'none'; sandbox" } });
}
