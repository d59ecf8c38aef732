#!/usr/bin/env node
// As much of jq as docs/api.md uses, for machines without it: paths, pipes, {a, b}, -r.
import { readFileSync } from 'node:fs';

const isRaw = process.argv.includes('-r');
const program = process.argv.slice(2).find((argument) => argument !== '-r') ?? '.';
let value = JSON.parse(readFileSync(0, 'utf8'));
for (const part of program.split('|').map((text) => text.trim())) {
  if (part.startsWith('{')) value = Object.fromEntries(part.slice(1, -1).split(',').map((name) => [name.trim(), value[name.trim()]]));
  else for (const name of part.split('.').filter(Boolean)) value = value?.[name];
}
process.stdout.write(`${isRaw && typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n`);
