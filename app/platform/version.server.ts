import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { env } from './env.server';

let packaged: string | undefined;

/** What this build is called: APP_VERSION, or the version in package.json. */
export function appVersion(): string {
  return env().APP_VERSION ?? (packaged ??= z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.resolve('package.json'), 'utf8'))).version);
}
