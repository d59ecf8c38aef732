import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface RunningServer {
  url: string;
  process: ChildProcess;
  dataDir: string;
  /** What it has printed so far. */
  output: () => string;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
  /** Asks it to end and waits until it has. */
  stop: () => Promise<number | null>;
}

/** A folder that the database's user may enter too: as root the database runs as another user. */
export function temporaryDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

/**
 * Starts the built server on a free port, apart from the one that the other tests share.
 * @param env added to the environment; DATA_DIR keeps the data over restarts
 */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const dataDir = env.DATA_DIR ?? temporaryDataDir();
  const child = spawn(process.execPath, ['scripts/serve.mjs'], {
    // a busy machine of tests is no overload
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', MAX_EVENT_LOOP_DELAY_MS: '0', FORM_LIMIT_PER_MINUTE: '10000', SIGN_IN_LIMIT_PER_MINUTE: '10000', REGISTER_LIMIT_PER_MINUTE: '10000', ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /Teplo is ready: http:\/\/localhost:(\d+)/.exec(output);
      if (ready) resolve(`http://127.0.0.1:${ready[1]}`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return {
    url,
    process: child,
    dataDir,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
