import { spawn, type ChildProcess } from 'node:child_process';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from '../scripts/lib/programs.mjs';

const HOST = '127.0.0.1';
const START_MS = 10_000;

export interface RedisServer {
  url: string;
  /** Ends it as a power cut would. */
  kill: () => Promise<void>;
  /** Starts it again, empty, on the same port. */
  start: () => Promise<void>;
  /** Keeps its connections and answers nothing. */
  pause: () => void;
  resume: () => void;
  stop: () => Promise<void>;
}

/** A Redis of its own for a test, on loopback, that keeps nothing on disk. Throws when none can be had. */
export async function startRedis(): Promise<RedisServer> {
  const program: string = findProgram('redis-server');
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(program, ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    await waitForPort(port);
  };
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return { url: `redis://${HOST}:${port}`, start, kill, pause: () => void child.kill('SIGSTOP'), resume: () => void child.kill('SIGCONT'), stop: kill };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitForPort(port: number): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, HOST, () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => socket.destroy());
      socket.unref();
    });
    if (isOpen) return;
    if (Date.now() > end) throw new Error('redis-server does not answer');
    await wait(20);
  }
}
