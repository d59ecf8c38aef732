import { spawnSync } from 'node:child_process';

/** Debian's package for each program that the tests of several instances need. */
const packages = { nginx: 'nginx-light', 'redis-server': 'redis-server' };

/** @param {string} name */
function find(name) {
  for (const candidate of [name, `/usr/sbin/${name}`, `/usr/local/sbin/${name}`]) {
    const { status, stdout } = spawnSync('which', [candidate], { encoding: 'utf8' });
    if (status === 0 && stdout.trim()) return stdout.trim();
  }
  return null;
}

/**
 * The path of a server program of the system; as root on Debian it is installed when it is missing.
 * @param {keyof typeof packages} name
 * @throws with one sentence when there is none to be had
 */
export function findProgram(name) {
  const found = find(name);
  if (found) return found;
  if (process.getuid?.() === 0) {
    // nothing may start by itself: the tests start what they need, on ports of their own
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    spawnSync('apt-get', ['update'], { stdio: 'ignore', timeout: 240_000 });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', packages[name]], { stdio: 'ignore', timeout: 240_000, env });
    const installed = find(name);
    if (installed) return installed;
  }
  throw new Error(`${name} is needed: install it with your package manager (Debian: apt-get install ${packages[name]})`);
}
