import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

const sources = ['app', 'public', 'prisma/factories.ts', 'scripts/lib/vite-browser-scripts.mjs', 'package-lock.json', 'vite.config.ts', 'remix.config.js', 'tailwind.config.ts'];
const ignored = new Set(['generated']);

export const buildDirectory = path.resolve(root, process.env.BUILD_DIR ?? 'build');
const stampFile = path.join(buildDirectory, 'sources.sha256');

function* filesOf(entry) {
  if (!existsSync(entry)) return;
  if (!statSync(entry).isDirectory()) yield entry;
  else for (const name of readdirSync(entry).sort()) if (!ignored.has(name)) yield* filesOf(path.join(entry, name));
}

/** Hash over names and contents of everything the build is made from. */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) for (const file of filesOf(path.join(root, source))) hash.update(path.relative(root, file)).update(readFileSync(file));
  hash.update(readFileSync(path.join(root, 'prisma/schema.prisma')));
  return hash.digest('hex');
}

export function isBuildStale() {
  if (!existsSync(path.join(buildDirectory, 'server/index.js'))) return true;
  // An image ships its build without the sources: nothing to compare with.
  if (!existsSync(path.join(root, 'vite.config.ts'))) return false;
  return !existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== sourcesHash();
}

export function markBuilt() {
  writeFileSync(stampFile, sourcesHash());
}
