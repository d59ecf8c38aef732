import { spawn } from 'node:child_process';

export interface AppServer {
  port: number;
  /** Milliseconds from the start of the process until it listened. */
  startedIn: number;
  stop: () => Promise<void>;
}

/** Starts the built application as its users do, on a free port. `npm run build` comes before. */
export function startApp(env: Record<string, string>): Promise<AppServer> {
  const started = performance.now();
  const child = spawn(process.execPath, ['scripts/serve.mjs'], {
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', SESSION_SECRET: 'for-benchmarks-only'.repeat(2), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`the application ended with ${code}: ${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const port = Number(/Teplo is ready: http:\/\/localhost:(\d+)/.exec(output)?.[1]);
      if (!port) return;
      resolve({
        port,
        startedIn: performance.now() - started,
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });
}

/** The cookie of a signed-in person. */
export async function signIn(port: number, email: string, password: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/login`, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
    redirect: 'manual',
  });
  const cookie = answer.headers.getSetCookie().find((value) => value.startsWith('teplo_session='));
  if (!cookie) throw new Error(`signing in answered ${answer.status}`);
  return cookie.split(';', 1)[0] ?? '';
}
