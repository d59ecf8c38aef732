// Every string stands in both languages. Plural endings differ between them and are left out of the comparison.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../app/locales', import.meta.url));
const plural = /_(zero|one|two|few|many|other)$/;

/** @param {object} node @returns {string[]} dotted keys of all texts below */
function keysOf(node, prefix = '') {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`.replace(plural, '')],
  );
}

function keysOfLanguage(language) {
  const keys = new Set();
  for (const file of readdirSync(path.join(folder, language)).filter((name) => name.endsWith('.json'))) {
    for (const key of keysOf(JSON.parse(readFileSync(path.join(folder, language, file), 'utf8')))) keys.add(`${file.slice(0, -5)}:${key}`);
  }
  return keys;
}

const ru = keysOfLanguage('ru');
const en = keysOfLanguage('en');
const missing = [
  ...[...ru].filter((key) => !en.has(key)).map((key) => `en lacks ${key}`),
  ...[...en].filter((key) => !ru.has(key)).map((key) => `ru lacks ${key}`),
];
for (const line of missing) console.error(line);
process.exit(missing.length === 0 ? 0 : 1);
