// `npm start`: from a fresh clone to a running Teplo. Needs Node 20.19 or later and npm, nothing else.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, root } from './lib/install.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Teplo needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}
process.chdir(root);
ensureInstalled();
const { isBuildStale } = await import('./lib/build-state.mjs');
if (isBuildStale()) {
  console.log('Building (about half a minute)…');
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await import(path.join(root, 'scripts/serve.mjs'));
