// What the web process and the worker have in common: where they start, how they end, how they explain a failure.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const START_GRACE_MS = 15_000;
const STOP_WITHIN_MS = 60_000;

/**
 * Runs one command of the build with the arguments of the command line; SIGTERM and SIGINT abort it.
 * @param {(build: any) => (run: { args: string[], say: (line: string) => void, signal: AbortSignal }) => Promise<void>} choose
 */
export async function runCommand(choose) {
  const abort = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => abort.abort(new Error(`ended by ${signal}`)));
  try {
    await choose(await loadBuild())({ args: process.argv.slice(2), say: (line) => console.log(line), signal: abort.signal });
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/**
 * Loads the build and starts one of its services. Ends gracefully on SIGTERM and SIGINT; a second signal ends at once, and
 * an end that takes longer than it may is cut off.
 * @param {(build: any) => Promise<{ notes: string[], stop: () => Promise<void>, stopWithinMs?: number }>} start
 * @param {(started: any) => string} sayReady
 */
export async function runService(start, sayReady) {
  /** @type {(() => Promise<void>) | undefined} set once the service stands */
  let stop;
  let stopping = false;
  let stopWithinMs = STOP_WITHIN_MS;
  /** A signal during the start waits for its end: a database that has been started must also be stopped. */
  const end = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    if (!stop) return void setTimeout(() => process.exit(1), START_GRACE_MS).unref();
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);

  try {
    const started = await start(await loadBuild());
    stop = started.stop;
    stopWithinMs = started.stopWithinMs ?? STOP_WITHIN_MS;
    if (stopping) {
      await stop();
      process.exit(0);
    }
    for (const note of started.notes) console.log(note);
    console.log(sayReady(started));
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}

/** The server's build, with the environment of .env; works wherever it is called from. */
export async function loadBuild() {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  process.env.NODE_ENV ||= 'production';
  if (existsSync('.env')) process.loadEnvFile('.env');
  const entry = path.resolve(process.env.BUILD_DIR || 'build', 'server/index.js');
  return import(pathToFileURL(entry).href);
}

/** One sentence where the operator can do something about it, else the whole error. */
export function explain(error) {
  if (!(error instanceof Error)) return error;
  const { code, path: file, port } = error;
  if (['EnvError', 'BackupError'].includes(error.name)) return error.message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: end the other program or set PORT (of the worker: WORKER_PORT).`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} needs more rights than this user has: set PORT to one above 1023.`;
  if (['EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOTDIR'].includes(code) && file) return `${file} cannot be written (${code}): give this user the folder, or set DATA_DIR to another one.`;
  return error;
}
