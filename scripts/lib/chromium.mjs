import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// the shell draws no window of its own: a quarter less work for each test
const systemNames = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findOnPath(names = systemNames) {
  for (const name of names) {
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0 && stdout.trim()) return stdout.trim();
  }
  return null;
}

function findPlaywrights() {
  const require = createRequire(import.meta.url);
  const { chromium } = require('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : null;
}

function tryQuietly(command, args) {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 240_000 }).status === 0;
}

/**
 * A Chromium for the end-to-end tests: CHROMIUM_PATH, the system's, Playwright's own; else one is installed.
 * @returns {string} path of the executable; ends the process with one sentence when there is none to be had
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  const found = findOnPath() ?? findPlaywrights();
  if (found) return found;

  console.log('No Chromium found: installing one…');
  tryQuietly(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', '--with-deps', 'chromium']);
  const own = findPlaywrights();
  if (own) return own;
  if (process.getuid?.() === 0) {
    tryQuietly('apt-get', ['update']);
    for (const name of ['chromium-headless-shell', 'chromium']) {
      tryQuietly('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core']);
      const system = findOnPath();
      if (system) return system;
    }
  }
  console.error('The end-to-end tests need Chromium: install it with your package manager (for example "apt-get install chromium") or set CHROMIUM_PATH.');
  process.exit(1);
}

/**
 * A Chromium with everything in it: the shell shows no notifications. As root on Debian it is installed when it is missing.
 * @returns {string | null} path of the executable; null when there is none to be had
 */
export function findFullChromium() {
  const names = systemNames.filter((name) => !name.endsWith('headless-shell'));
  const found = findOnPath(names);
  if (found || process.getuid?.() !== 0) return found;
  tryQuietly('apt-get', ['update']);
  tryQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  return findOnPath(names);
}
