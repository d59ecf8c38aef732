import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in the project's folder with its output shown; ends this process when it fails. */
export function run(command, args, options = {}) {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}

/** Installs when node_modules is missing or older than the lock file, and makes the Prisma client when it is missing or stale. */
export function ensureInstalled() {
  const stamp = path.join(root, 'node_modules/.package-lock.json');
  const isStale = !existsSync(stamp) || statSync(stamp).mtimeMs < statSync(path.join(root, 'package-lock.json')).mtimeMs;
  if (isStale) {
    console.log('Installing packages (once, about a minute)…');
    run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { env: { ...process.env, NODE_ENV: 'development' }, shell: process.platform === 'win32' });
  }
  const client = path.join(root, 'app/generated/prisma/client.ts');
  if (!existsSync(client) || statSync(client).mtimeMs < statSync(path.join(root, 'prisma/schema.prisma')).mtimeMs) {
    run(process.execPath, ['scripts/generate.mjs']);
  }
}
