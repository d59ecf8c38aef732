// What compose.yaml runs, without containers: nginx with TLS before two instances, a worker, PostgreSQL, Redis and an
// S3-compatible store, all on the loopback address. nginx reads the very template that is shipped.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../app/platform/db/embedded-postgres.mjs';
import { findProgram } from './programs.mjs';
import { root } from './install.mjs';

const HOST = '127.0.0.1';
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 40_000;
const BUCKET = 'teplo';

/**
 * @typedef {object} Instance
 * @property {'web-1' | 'web-2' | 'worker'} name
 * @property {number} port
 * @property {number | undefined} pid
 * @property {() => Promise<void>} start waits until it is ready
 * @property {() => Promise<void>} kill ends it at once, as a power cut would
 * @property {() => Promise<number | null>} stop asks it to end and waits; its exit code
 */

/**
 * @typedef {object} Cluster
 * @property {string} url of nginx, https
 * @property {string} databaseUrl
 * @property {{ web: [Instance, Instance], worker: Instance }} instances
 * @property {() => Promise<void>} restartDatabase kills PostgreSQL's connections and starts it again
 * @property {() => Promise<void>} killRedis
 * @property {() => Promise<void>} stop
 */

/**
 * Starts everything and waits until nginx answers.
 * @param {{ folder: string, httpsPort?: number, env?: Record<string, string>, output?: (line: string) => void }} options
 *   `folder` keeps data and logs; `env` is added to the instances'
 * @returns {Promise<Cluster>}
 */
export async function startCluster({ folder, httpsPort = 0, env = {}, output = () => {} }) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755); // as root PostgreSQL runs as another user
  const [nginxProgram, redisProgram] = [findProgram('nginx'), findProgram('redis-server')];
  const [web1, web2, workerPort, http, https, redisPort, s3Port] = await freePorts(7);
  /** @type {(() => Promise<unknown>)[]} */
  const undo = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const database = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), onEvent: output });
    undo.push(() => database.stop());
    const redis = startProgram(redisProgram, ['--port', String(redisPort), '--bind', HOST, '--save', '', '--appendonly', 'no'], { folder, name: 'redis' });
    undo.push(redis.stop);
    undo.push(await startS3(path.join(folder, 's3'), s3Port));

    const port = httpsPort || https;
    const url = `https://localhost:${port}`;
    const shared = {
      NODE_ENV: 'production', HOST, DATABASE_URL: database.url, REDIS_URL: `redis://${HOST}:${redisPort}`,
      SESSION_SECRET: secretOf(folder), APP_URL: url, TRUST_PROXY: '1', DEMO: '0', LOG_LEVEL: 'warn', DATA_DIR: path.join(folder, 'data'),
      S3_ENDPOINT: `http://${HOST}:${s3Port}`, S3_BUCKET: BUCKET, S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER',
      ...env,
    };
    const make = (/** @type {Instance['name']} */ name, /** @type {string} */ script, /** @type {number} */ own, /** @type {Record<string, string>} */ more) =>
      createInstance({ folder, name, script, port: own, env: { ...shared, ...more } });
    const instances = {
      web: /** @type {[Instance, Instance]} */ ([
        make('web-1', 'scripts/serve.mjs', web1, { PORT: String(web1), RUN_JOBS: '0' }),
        make('web-2', 'scripts/serve.mjs', web2, { PORT: String(web2), RUN_JOBS: '0' }),
      ]),
      worker: make('worker', 'scripts/worker.mjs', workerPort, { WORKER_PORT: String(workerPort) }),
    };
    const all = [...instances.web, instances.worker];
    undo.push(() => Promise.all(all.map((instance) => instance.stop())));
    // both at once, as containers do: the migrations must not run into each other
    await Promise.all(all.map((instance) => instance.start()));

    const config = writeNginxConfig({ folder, http, https: port, web: [web1, web2] });
    const nginx = startProgram(nginxProgram, ['-c', config, '-g', 'daemon off;'], { folder, name: 'nginx' });
    undo.push(nginx.stop);
    await waitForPort(port, nginx.ended);
    return {
      url,
      databaseUrl: database.url,
      instances,
      async restartDatabase() {
        // a fast shutdown; the supervisor starts it again
        process.kill(database.pid, 'SIGINT');
      },
      killRedis: redis.kill,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {{ folder: string, name: Instance['name'], script: string, port: number, env: Record<string, string> }} options @returns {Instance} */
function createInstance({ folder, name, script, port, env }) {
  /** @type {ReturnType<typeof startProgram> | undefined} */
  let running;
  return {
    name,
    port,
    get pid() {
      return running?.pid;
    },
    async start() {
      running = startProgram(process.execPath, [script], { folder, name, env });
      await waitUntilReady(`http://${HOST}:${port}/ready`, running.ended);
    },
    kill: async () => void (await running?.kill()),
    stop: async () => (await running?.stop()) ?? null,
  };
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ folder: string, name: string, env?: Record<string, string> }} options
 */
function startProgram(program, args, { folder, name, env = {} }) {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      lines.push(String(chunk));
      if (lines.length > 2_000) lines.shift();
      writeFileSync(path.join(folder, `${name}.log`), String(chunk), { flag: 'a' });
    });
  }
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  ended.catch(() => {});
  const finish = async (/** @type {NodeJS.Signals} */ signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const code = await ended;
    clearTimeout(timer);
    return code;
  };
  return {
    pid: child.pid,
    ended: ended.then((code) => `${name} ended with ${code}: ${lines.join('').slice(-2_000)}`),
    kill: async () => void (await finish('SIGKILL')),
    stop: () => finish('SIGTERM'),
  };
}

/** @param {string} folder @param {number} port @returns {Promise<() => Promise<unknown>>} ends it */
async function startS3(folder, port) {
  const { default: S3rver } = await import('s3rver');
  mkdirSync(folder, { recursive: true });
  const server = new S3rver({ address: HOST, port, directory: folder, silent: true, configureBuckets: [{ name: BUCKET, configs: [] }] });
  await server.run();
  return () => server.close();
}

/** @param {{ folder: string, http: number, https: number, web: [number, number] }} options @returns {string} the file */
function writeNginxConfig({ folder, http, https, web }) {
  const certificates = path.join(folder, 'certificate');
  mkdirSync(certificates, { recursive: true });
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-keyout', path.join(certificates, 'privkey.pem'), '-out', path.join(certificates, 'fullchain.pem')], { stdio: 'ignore' });
  /** @type {Record<string, string>} */
  const values = {
    APP_1: `${HOST}:${web[0]}`, APP_2: `${HOST}:${web[1]}`, HTTP_PORT: `${HOST}:${http}`, HTTPS_PORT: `${HOST}:${https}`, SERVER_NAME: 'localhost', PUBLIC_HOST: `localhost:${https}`,
    CERTIFICATE_DIR: certificates, ACME_DIR: path.join(folder, 'acme'), PAGES_DIR: path.join(root, 'deploy/nginx/pages'), ACCESS_LOG: path.join(folder, 'access.log'),
  };
  const template = readFileSync(path.join(root, 'deploy/nginx/teplo.conf.template'), 'utf8');
  const site = template.replaceAll(/\$\{(\w+)\}/g, (match, name) => values[name] ?? match);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${path.join(folder, `nginx-${kind}`)};`);
  const config = `worker_processes 1;\npid ${path.join(folder, 'nginx.pid')};\nerror_log ${path.join(folder, 'nginx-error.log')} warn;\n${process.getuid?.() === 0 ? 'user root;\n' : ''}events { worker_connections 2048; }\nhttp {\n${temporary.join('\n')}\n${site}\n}\n`;
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, config);
  return file;
}

/** The cluster's own secret, kept beside its data. @param {string} folder */
function secretOf(folder) {
  const file = path.join(folder, 'session-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const secret = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}

/** Ports that nothing listens on at the moment. @param {number} count @returns {Promise<number[]>} */
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @param {string} url @param {Promise<string>} ended says why, when it ended before it was ready */
async function waitUntilReady(url, ended) {
  let death = '';
  void ended.then((why) => (death = why));
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (death) throw new Error(death);
    const isReady = await fetch(url).then(({ ok }) => ok, () => false);
    if (isReady) return;
    await pause(100);
  }
  throw new Error(`${url} did not become ready`);
}

/** @param {number} port @param {Promise<string>} ended says why, when it ended before it listened */
async function waitForPort(port, ended) {
  let death = '';
  void ended.then((why) => (death = why));
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    if (death) throw new Error(death);
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, HOST, () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await pause(50);
  }
  throw new Error(`nothing listens on ${port}`);
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Throws the cluster's folder away. @param {string} folder */
export function removeCluster(folder) {
  rmSync(folder, { recursive: true, force: true });
}
