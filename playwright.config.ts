import { defineConfig, devices } from '@playwright/test';
import { temporaryDataDir } from './e2e/running-server';

const port = Number(process.env.E2E_PORT ?? 4310);
// E2E_CLUSTER=1: not one server but all that compose.yaml runs, through nginx; E2E_KILL_EVERY kills one instance after the other meanwhile
const isCluster = process.env.E2E_CLUSTER === '1';
const origin = isCluster ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
const killEvery = process.env.E2E_KILL_EVERY ? ` --kill-every ${Number(process.env.E2E_KILL_EVERY)}` : '';
// Workers load this file too: only the first process makes the folder, the others inherit its name.
process.env.E2E_DATA_DIR ??= temporaryDataDir();

const chromium = {
  ...devices['Desktop Chrome'],
  viewport: { width: 1440, height: 900 },
  contextOptions: { reducedMotion: 'reduce' as const },
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH || undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  },
};

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 2 : 0,
  // Generous, because CI machines are small and the server runs beside the browsers.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  // A trace of every test would cost a third of the time: only a repetition writes one.
  use: { baseURL: origin, ignoreHTTPSErrors: isCluster, locale: 'ru-RU', timezoneId: 'Europe/Moscow', trace: 'on-first-retry', screenshot: 'only-on-failure' },
  projects: [
    { name: 'desktop', use: chromium, testIgnore: /\.(phone|nojs)\.spec\.ts/ },
    { name: 'phone', use: { ...chromium, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, testMatch: /\.phone\.spec\.ts/ },
    { name: 'nojs', use: { ...chromium, javaScriptEnabled: false }, testMatch: /\.nojs\.spec\.ts/ },
  ],
  webServer: {
    command: isCluster ? `node scripts/cluster.mjs --port ${port}${killEvery}` : 'node scripts/serve.mjs',
    url: `${origin}/ready`,
    ignoreHTTPSErrors: isCluster,
    timeout: 150_000,
    stdout: 'ignore',
    // Its database ends with it: a killed server would leave one behind.
    gracefulShutdown: { signal: 'SIGTERM', timeout: isCluster ? 60_000 : 15_000 },
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: process.env.E2E_DATA_DIR,
      DEMO: '1',
      LOG_LEVEL: 'warn',
      // a busy machine of tests is no overload
      MAX_EVENT_LOOP_DELAY_MS: '0',
      FORM_LIMIT_PER_MINUTE: '10000',
      SIGN_IN_LIMIT_PER_MINUTE: '10000',
      REGISTER_LIMIT_PER_MINUTE: '10000',
      IMPORT_LIMIT_PER_HOUR: '10000',
      EXPORT_LIMIT_PER_MINUTE: '10000',
      UPLOAD_LIMIT_PER_MINUTE: '10000',
      COLLECT_LIMIT_PER_MINUTE: '100000',
      // the receiver of a test listens beside the server
      WEBHOOK_ALLOW_PRIVATE: '1',
    },
  },
});
