import { createCookieSessionStorage, redirect, type SessionStorage } from '@remix-run/node';
import { env } from './env.server';
import type { Toast } from './toast';

const key = 'toast';

let storage: SessionStorage<{ toast: Toast }> | undefined;

function toastStorage() {
  return (storage ??= createCookieSessionStorage<{ toast: Toast }>({
    cookie: { name: 'teplo_toast', path: '/', sameSite: 'lax', httpOnly: true, maxAge: 60, secrets: env().SESSION_SECRET },
  }));
}

/** The Set-Cookie value that makes the next page show the toast. */
export async function toastHeader(toast: Toast): Promise<string> {
  const session = await toastStorage().getSession();
  session.flash(key, toast);
  return toastStorage().commitSession(session);
}

/**
 * Redirects (303) to a local address and shows the toast there.
 * @param headers further headers, for example a session's cookie
 */
export async function redirectWithToast(url: string, toast: Toast, headers?: HeadersInit): Promise<Response> {
  const all = new Headers(headers);
  all.append('Set-Cookie', await toastHeader(toast));
  return redirect(url, { status: 303, headers: all });
}

/** The waiting toast and the headers that clear it. */
export async function takeToast(request: Request): Promise<{ toast: Toast | null; headers: Headers }> {
  const headers = new Headers();
  if (!request.headers.get('Cookie')?.includes('teplo_toast=')) return { toast: null, headers };
  const session = await toastStorage().getSession(request.headers.get('Cookie'));
  const toast = session.get(key) ?? null;
  headers.append('Set-Cookie', await toastStorage().destroySession(session));
  return { toast, headers };
}
