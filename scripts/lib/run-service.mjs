// What the web process and the worker have in common: where they start, how they end, how they explain a failure.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const START_GRACE_MS = 15_000;

/**
 * Loads the build and starts one of its services. Ends gracefully on SIGTERM and SIGINT; a second signal ends at once.
 * @param {(build: any) => Promise<{ notes: string[], stop: () => Promise<void> }>} start
 * @param {(started: any) => string} sayReady
 */
export async function runService(start, sayReady) {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  process.env.NODE_ENV ||= 'production';
  if (existsSync('.env')) process.loadEnvFile('.env');

  /** @type {(() => Promise<void>) | undefined} set once the service stands */
  let stop;
  let stopping = false;
  /** A signal during the start waits for its end: a database that has been started must also be stopped. */
  const end = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    if (!stop) return void setTimeout(() => process.exit(1), START_GRACE_MS).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);

  try {
    const entry = path.resolve(process.env.BUILD_DIR || 'build', 'server/index.js');
    const started = await start(await import(pathToFileURL(entry).href));
    stop = started.stop;
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

/** One sentence where the operator can do something about it, else the whole error. */
function explain(error) {
  if (!(error instanceof Error)) return error;
  const { code, path: file, port } = error;
  if (error.name === 'EnvError') return error.message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: end the other program or set PORT (of the worker: WORKER_PORT).`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} needs more rights than this user has: set PORT to one above 1023.`;
  if (['EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOTDIR'].includes(code) && file) return `${file} cannot be written (${code}): give this user the folder, or set DATA_DIR to another one.`;
  return error;
}
