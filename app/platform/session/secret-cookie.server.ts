import { createCookie, type Cookie } from '@remix-run/node';
import { env } from '../env.server';

const shape = /^[\w-]{43}$/;

export interface SecretCookie {
  /** The secret; null without one or when its signature is not ours. */
  read(request: Request): Promise<string | null>;
  /** The Set-Cookie value that carries it for so many seconds. */
  write(secret: string, options: { isSecure: boolean; maxAgeSeconds: number }): Promise<string>;
  /** The Set-Cookie value that makes the browser forget. */
  clear(isSecure: boolean): Promise<string>;
}

/** A signed cookie for a short-lived secret, out of reach of scripts. The first of the server's secrets signs, all of them verify. */
export function secretCookie(name: string): SecretCookie {
  let cookie: Cookie | undefined;
  const own = () => (cookie ??= createCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secrets: env().SESSION_SECRET }));
  return {
    async read(request) {
      const secret: unknown = await own().parse(request.headers.get('Cookie'));
      return typeof secret === 'string' && shape.test(secret) ? secret : null;
    },
    write: (secret, { isSecure, maxAgeSeconds }) => own().serialize(secret, { secure: isSecure, maxAge: maxAgeSeconds }),
    clear: (isSecure) => own().serialize('', { secure: isSecure, maxAge: 0, expires: new Date(0) }),
  };
}
