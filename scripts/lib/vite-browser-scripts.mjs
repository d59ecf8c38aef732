import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../../app/browser', import.meta.url));
const publicId = 'virtual:browser-scripts';
const resolvedId = `\0${publicId}`;

/** @param {string} name file name in app/browser without its ending */
async function bundle(name) {
  const result = await build({
    entryPoints: [path.join(folder, `${name}.ts`)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2019',
    write: false,
    legalComments: 'none',
  });
  const code = result.outputFiles[0].text;
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 10);
  return { code, hash, path: `/assets/${name}-${hash}.js` };
}

/**
 * The scripts of pages that carry no framework: each file of app/browser becomes one small script. The virtual
 * module exports `{ [name]: { code, hash, path } }`; the server answers `path` from memory (app/platform/browser-scripts).
 * @returns {import('vite').Plugin}
 */
export function browserScripts() {
  return {
    name: 'teplo:browser-scripts',
    resolveId: (id) => (id === publicId ? resolvedId : undefined),
    async load(id) {
      if (id !== resolvedId) return undefined;
      const names = readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
        .map((file) => file.slice(0, -3));
      const scripts = {};
      for (const name of names) {
        this.addWatchFile(path.join(folder, `${name}.ts`));
        scripts[name] = await bundle(name);
      }
      return `export default ${JSON.stringify(scripts)};`;
    },
  };
}
