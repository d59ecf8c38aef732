import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import remixOptions from './remix.config.js';
import { browserScripts } from './scripts/lib/vite-browser-scripts.mjs';

/** Makes app/server.ts the entry of the server build: one module graph for server, pages and jobs. */
function serverEntry(): Plugin {
  return {
    name: 'teplo:server-entry',
    config: (_config, { isSsrBuild }) =>
      isSsrBuild ? { build: { rollupOptions: { input: { index: './app/server.ts' } } } } : undefined,
  };
}

export default defineConfig({
  plugins: [tailwindcss(), browserScripts(), remix(remixOptions), serverEntry()],
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  // Bundled, so that the server loads the dozens of icons that are used and not all of them.
  ssr: { noExternal: ['lucide-react'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      onwarn(warning, warn) {
        // Comments in zod and chunks of routes without a page: neither is ours to mend.
        if (warning.code !== 'INVALID_ANNOTATION' && warning.code !== 'EMPTY_BUNDLE') warn(warning);
      },
    },
  },
  // Server-only; scanning it for the browser fails on its WASM variant.
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  server: { fs: { strict: true } },
});
