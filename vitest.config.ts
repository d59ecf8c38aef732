import { defineConfig } from 'vitest/config';

const shared = { environment: 'node', restoreMocks: true, env: { LOG_LEVEL: 'silent' } } as const;

export default defineConfig({
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  esbuild: { jsx: 'automatic' },
  test: {
    // two cores: more workers only make each test slower
    maxWorkers: 2,
    minWorkers: 1,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          // property tests on a busy machine
          testTimeout: 60_000,
          include: ['{app,scripts,prisma,bench,test}/**/*.test.{ts,tsx,mjs}'],
          exclude: ['**/*.integration.test.*', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: ['{app,scripts,prisma}/**/*.integration.test.{ts,tsx}'],
          globalSetup: ['test/database-server.ts'],
          setupFiles: ['test/database-clone.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
