// npm run cluster [-- --port 8443 --folder DIR --kill-every 20]: the whole set-up of compose.yaml on this machine's loopback
// address, without containers. With --kill-every one instance after the other is killed and started again, every so many seconds.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/install.mjs';
import { removeCluster, startCluster } from './lib/cluster.mjs';

process.chdir(root);
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8443' }, folder: { type: 'string' }, 'kill-every': { type: 'string' } },
});
const folder = values.folder ?? mkdtempSync(path.join(os.tmpdir(), 'teplo-cluster-'));

// the settings that tests give their server hold for the instances, but where they listen is the cluster's own affair
const passed = ['DEMO', 'LOG_LEVEL', 'FORM_LIMIT_PER_MINUTE', 'COLLECT_LIMIT_PER_MINUTE', 'API_LIMIT_PER_MINUTE', 'WEBHOOK_ALLOW_PRIVATE', 'SMTP_URL', 'TELEGRAM_API_URL', 'TELEGRAM_BOT_TOKEN', 'BUILD_DIR'];
const env = Object.fromEntries(passed.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
const cluster = await startCluster({ folder, httpsPort: Number(values.port), env, output: (line) => console.log(line) });
console.log(`Teplo is ready: ${cluster.url}`);

/** @type {NodeJS.Timeout | undefined} */
let clock;
let isStopping = false;
let turn = Promise.resolve();
const every = Number(values['kill-every']);
if (every > 0) {
  let next = 0;
  clock = setInterval(() => {
    turn = turn.then(async () => {
      if (isStopping) return;
      const instance = cluster.instances.web[next % 2];
      next += 1;
      await instance?.kill();
      console.log(`killed ${instance?.name}`);
      if (!isStopping) await instance?.start();
    });
  }, every * 1_000);
}

const end = async () => {
  if (isStopping) process.exit(1);
  isStopping = true;
  clearInterval(clock);
  await turn.catch(() => {});
  await cluster.stop();
  if (!values.folder) removeCluster(folder);
  process.exit(0);
};
process.on('SIGTERM', end);
process.on('SIGINT', end);
