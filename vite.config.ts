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

const VENDOR = /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|i18next|react-i18next|use-sync-external-store)\//;
/** Large parts of `ui` that few pages draw: they stay with those pages. */
const RARE = /app\/ui\/(chart|heatmap|palette|public-form)/;

/**
 * The browser's code in a few files: left alone, rollup makes two hundred, of a kilobyte each, and a first visit waits for sixty answers.
 */
function fewFiles(): Plugin {
  const manualChunks = (id: string): string | undefined => {
    if (VENDOR.test(id)) return 'vendor';
    return /node_modules\/lucide-react\//.test(id) || (id.includes('/app/ui/') && !RARE.test(id)) ? 'ui' : undefined;
  };
  return {
    name: 'teplo:few-files',
    config: (_config, { isSsrBuild }) => (isSsrBuild ? undefined : { build: { rollupOptions: { output: { manualChunks, experimentalMinChunkSize: 8_000 } } } }),
  };
}

export default defineConfig({
  plugins: [tailwindcss(), browserScripts(), remix(remixOptions), serverEntry(), fewFiles()],
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
