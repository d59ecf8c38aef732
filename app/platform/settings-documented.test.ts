import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name ?? '').sort();
const schema = readFileSync('app/platform/env.server.ts', 'utf8');
const known = names(schema.slice(schema.indexOf('const schema'), schema.indexOf('export type Env')), /^ {2}([A-Z][A-Z0-9_]+):/gm);

it('every setting stands in .env.example and in the documentation', () => {
  const example = names(readFileSync('.env.example', 'utf8'), /^([A-Z][A-Z0-9_]+)=/gm);
  expect(known.length).toBeGreaterThan(40);
  expect(example).toEqual(known.filter((name) => name !== 'NODE_ENV'));
  const documented = readFileSync('docs/deployment.md', 'utf8');
  expect(example.filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});
