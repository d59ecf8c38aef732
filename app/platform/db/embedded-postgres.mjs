// A real PostgreSQL out of node_modules, for installations that set no DATABASE_URL. Trust authentication is confined
// to a unix socket in a folder of mode 0700; there is no TCP.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { databaseUser, ensureCluster, findBinaries, isReachable, sharedStateFolder, shortHash } from './postgres-binaries.mjs';
import { dropStaleLock, findServer } from './postgres-process.mjs';

const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '128MB',
  max_connections: '100',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
/** Crash recovery after a busy day may take its time. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 20;
const MAX_ATTEMPTS = 6;
const RETRY_PAUSE_MS = 150;
const LINGER_MS = 300;
const MAX_LOG_BYTES = 5_000_000;
const WATCH_MS = 1_000;
const MAX_BACKOFF_MS = 10_000;

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url connection string of the asked database; it stays the same when the server is started again
 * @property {number} pid process id of the server at the moment
 * @property {boolean} adopted the server was running already
 * @property {string} dataDir the folder that holds the data, which a root process may have had to move
 * @property {boolean} relocated dataDir is not the folder that was asked for
 * @property {() => Promise<void>} stop ends the supervision, and the server unless another program is connected to it
 */

/**
 * @typedef {object} Cluster
 * @property {string} cluster
 * @property {string} socketDir
 * @property {string} logFile
 * @property {string} postgres
 * @property {import('./postgres-binaries.mjs').DatabaseUser} user
 * @property {Record<string, string>} settings
 */

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Starts PostgreSQL on the folder `dataDir`, or adopts the one that already runs there, makes the database when it is
 * missing and keeps the server running until `stop()`.
 * @param {{
 *   dataDir: string,
 *   database?: string,
 *   settings?: Record<string, string>,
 *   onEvent?: (message: string) => void,
 * }} options `settings` are added to the server's command line; `onEvent` hears of restarts
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres({ dataDir, database = 'teplo', settings = {}, onEvent = () => {} }) {
  if (process.platform === 'win32') {
    throw new Error('the embedded PostgreSQL needs unix sockets: on Windows use WSL, or set DATABASE_URL');
  }
  const user = databaseUser();
  const asked = path.resolve(dataDir);
  const home = homeOf(asked, user);
  const place = prepare(home, user, settings);
  const { server, started } = await ensureServer(place);
  /** @param {string} name */
  const urlOf = (name) =>
    `postgresql://postgres@localhost:${server.port}/${name}` +
    `?host=${encodeURIComponent(server.socketDir)}&application_name=${applicationName()}`;
  await createDatabase(urlOf('postgres'), database);
  const supervisor = supervise({ ...place, socketDir: server.socketDir }, onEvent);

  return {
    url: urlOf(database),
    get pid() {
      return findServer(place.cluster)?.pid ?? server.pid;
    },
    adopted: !started,
    dataDir: home,
    relocated: home !== asked,
    async stop() {
      await supervisor.end();
      if (!(await isShared(urlOf('postgres')))) await stopServer(place.cluster);
    },
  };
}

/**
 * Whether another process keeps the PostgreSQL of this folder running.
 * @param {string} dataDir
 */
export function isEmbeddedRunning(dataDir) {
  return findServer(homeOf(path.resolve(dataDir), databaseUser()))?.ready === true;
}

/** @param {string} asked @param {import('./postgres-binaries.mjs').DatabaseUser} user */
function homeOf(asked, user) {
  return isReachable(asked, user) ? asked : sharedStateFolder('data', asked);
}

/**
 * @param {string} cluster @param {import('./postgres-binaries.mjs').DatabaseUser} user @param {Record<string, string>} settings
 * @returns {Cluster}
 */
function prepare(cluster, user, settings) {
  const socketDir = path.join(os.tmpdir(), `teplo-pg-${shortHash(cluster)}`);
  fs.mkdirSync(path.dirname(cluster), { recursive: true });
  privateFolder(socketDir, user);
  const { initdb, postgres } = findBinaries(user);
  ensureCluster({ initdb, cluster, user, workDir: socketDir });
  return { cluster, socketDir, logFile: `${cluster}.log`, postgres, user, settings };
}

/**
 * The socket is the only lock on the door: refuse a folder that somebody else put there.
 * @param {string} folder @param {import('./postgres-binaries.mjs').DatabaseUser} user
 */
function privateFolder(folder, user) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = fs.lstatSync(folder);
  const isOurs = stat.uid === process.getuid?.() || stat.uid === user?.uid;
  if (!stat.isDirectory() || !isOurs) throw new Error(`${folder} belongs to somebody else: remove it or set TMPDIR`);
  if (user) fs.chownSync(folder, user.uid, user.gid);
  fs.chmodSync(folder, 0o700);
}

/**
 * Waits until a server is ready on the cluster and starts one when there is none.
 * @param {Cluster} place
 */
async function ensureServer(place) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  let attempts = 0;
  while (Date.now() < deadline) {
    const server = findServer(place.cluster);
    if (server?.ready) return { server, started: server.pid === child?.pid };
    const isStarting = child && child.exitCode === null && child.signalCode === null;
    if (!server && !isStarting) {
      // More than one try: of two simultaneous starters one loses and then finds the other's server, and the
      // backends of a killed server hold its memory for another moment.
      if (attempts === MAX_ATTEMPTS) break;
      await sleep(attempts * RETRY_PAUSE_MS);
      attempts += 1;
      dropStaleLock(place.cluster);
      child = spawnServer(place);
    }
    await sleep(POLL_MS);
  }
  throw new Error(`PostgreSQL did not start; its last words in ${place.logFile}:\n${lastLines(place.logFile)}`);
}

/** @param {Cluster} place */
function spawnServer({ postgres, cluster, socketDir, logFile, user, settings }) {
  const isLong = (fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES;
  if (isLong) fs.renameSync(logFile, `${logFile}.old`);
  const log = fs.openSync(logFile, 'a');
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // detached: Ctrl-C in the terminal must reach the app alone, which then stops the server in order
  const child = spawn(postgres, ['-D', cluster, '-k', socketDir, ...options], {
    ...user,
    cwd: socketDir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.on('error', () => {});
  child.unref();
  return child;
}

/** @param {string} file */
function lastLines(file) {
  if (!fs.existsSync(file)) return '(no log)';
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

/**
 * Starts the server again whenever it is gone, with growing pauses while it does not come up.
 * @param {Cluster} place @param {(message: string) => void} onEvent
 */
function supervise(place, onEvent) {
  let isEnding = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let round = Promise.resolve();
  let pause = WATCH_MS;

  async function look() {
    if (isEnding) return;
    try {
      if (!findServer(place.cluster)) {
        onEvent('the embedded PostgreSQL is gone: starting it again');
        await ensureServer(place);
        onEvent('the embedded PostgreSQL is back');
      }
      pause = WATCH_MS;
    } catch (error) {
      pause = Math.min(pause * 2, MAX_BACKOFF_MS);
      onEvent(error instanceof Error ? error.message : String(error));
    }
    schedule();
  }
  function schedule() {
    if (isEnding) return;
    timer = setTimeout(() => (round = look()), pause);
    timer.unref();
  }
  schedule();
  return {
    async end() {
      isEnding = true;
      clearTimeout(timer);
      await round;
    },
  };
}

function applicationName() {
  return `teplo-${process.pid}`;
}

/** @param {string} url @param {string} database */
async function createDatabase(url, database) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    const { code } = /** @type {{ code?: string }} */ (error);
    // 42P04: it is there; 23505: another starter is making it this moment
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}

/** Whether others still work with the server; looks twice, as the backend of a program that has just ended lingers. @param {string} url */
async function isShared(url) {
  if (!(await hasOtherClients(url))) return false;
  await sleep(LINGER_MS);
  return hasOtherClients(url);
}

/** Whether a program other than this one is connected. @param {string} url */
async function hasOtherClients(url) {
  const client = new pg.Client(url);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> $1 LIMIT 1`,
      [applicationName()],
    );
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {string} cluster */
async function stopServer(cluster) {
  const server = findServer(cluster);
  if (!server) return;
  process.kill(server.pid, 'SIGINT'); // "fast": ends sessions, checkpoints, leaves
  for (const deadline = Date.now() + STOP_TIMEOUT_MS; Date.now() < deadline && findServer(cluster); ) await sleep(POLL_MS);
}
