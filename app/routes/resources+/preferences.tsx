import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { languageCookie } from '~/platform/i18n.server';
import { isLanguage } from '~/platform/i18n';
import { isRail, railCookie } from '~/platform/rail.server';
import { isTheme } from '~/platform/theme';
import { themeCookie } from '~/platform/theme.server';

/** Keeps the chosen language, appearance or width of the menu on this device and leads back to the page. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const language = form.get('language');
  const theme = form.get('theme');
  const rail = form.get('rail');
  const headers = new Headers();
  if (isLanguage(language)) headers.append('Set-Cookie', await languageCookie.serialize(language));
  if (isTheme(theme)) headers.append('Set-Cookie', await themeCookie.serialize(theme));
  if (isRail(rail)) headers.append('Set-Cookie', await railCookie.serialize(rail));
  // with a script the page stays as it is
  if (form.has('stay')) return new Response(null, { status: 204, headers });
  return redirect(safeRedirect(form.get('returnTo')), { status: 303, headers });
}

export function loader() {
  return redirect('/');
}
