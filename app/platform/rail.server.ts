import { createCookie } from '@remix-run/node';

/** The menu at the left with its words, or folded to icons. */
export type Rail = 'wide' | 'narrow';

export function isRail(value: unknown): value is Rail {
  return value === 'wide' || value === 'narrow';
}

export const railCookie = createCookie('rail', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 365 * 24 * 60 * 60 });

/** Whether this device's person has folded the menu. */
export async function isRailFolded(request: Request): Promise<boolean> {
  return (await railCookie.parse(request.headers.get('Cookie'))) === 'narrow';
}
