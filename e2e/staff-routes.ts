import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const STAFF = 'app/routes/_staff+/o.$orgSlug+';
const RESOURCES = 'app/routes/resources+';

export interface StaffRoute {
  /** Below /o/:orgSlug, with `:id` for each parameter. */
  path: string;
  file: string;
  hasAction: boolean;
}

const isRoute = (name: string) => /\.tsx?$/.test(name) && !name.includes('__') && !/\.(server|test)\./.test(name) && !/_layout\.tsx$/.test(name);

function toPath(name: string): string {
  return name
    .replace(/\.tsx?$/, '')
    .split(/[./]/)
    .map((part) => part.replace(/[+_]$/, ''))
    .filter((part) => part !== 'index' && part !== '')
    .map((part) => `/${part.startsWith('$') ? ':id' : part}`)
    .join('');
}

function routesIn(folder: string, prefix = ''): StaffRoute[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => isRoute(name) && name.startsWith(prefix))
    .map((name) => {
      const file = path.join(folder, name);
      const hasAction = /export (async )?(function action\b|const action\b)/.test(readFileSync(file, 'utf8'));
      return { path: toPath(name.slice(prefix.length)), file, hasAction };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The pages of the staff area, read from the route files themselves. */
export const staffRoutes = (): StaffRoute[] => routesIn(STAFF);

/** What answers data only, below /resources/o/:orgSlug. */
export const resourceRoutes = (): StaffRoute[] => routesIn(RESOURCES, 'o.$orgSlug.');

/** Every intent that the code of the staff area knows: values of buttons and fields, tables of intents, comparisons. */
export function intentsInCode(): string[] {
  const found = new Set<string>();
  for (const folder of ['app/routes/_staff+', 'app/routes/_auth+', 'app/ui']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /\.test\./.test(name)) continue;
      const code = readFileSync(path.join(folder, name), 'utf8').replace(/^\s*\/\/.*$/gm, '');
      for (const [, intent] of code.matchAll(/name="intent" value="([\w.-]+)"/g)) if (intent) found.add(intent);
      for (const [, intent] of code.matchAll(/(?<![.?\w])intent [!=]== '([\w.-]+)'/g)) if (intent) found.add(intent);
      for (const [, intent] of code.matchAll(/fields: \{ intent: '([\w.-]+)'/g)) if (intent) found.add(intent);
      for (const table of code.matchAll(/\b\w*[iI]ntents\b[^=\n]*= \{/g)) for (const key of keysOf(code.slice(table.index + table[0].length - 1))) found.add(key);
    }
  }
  return [...found].sort();
}

/** The keys of the object that the text begins with, not those of objects in it. */
function keysOf(code: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let expectsKey = false;
  for (let at = 0; at < code.length; at += 1) {
    const rest = code.slice(at);
    const char = code[at] ?? '';
    if ('{(['.includes(char)) {
      depth += 1;
      expectsKey = depth === 1;
    } else if ('})]'.includes(char)) {
      depth -= 1;
      if (depth === 0) return keys;
    } else if (depth === 1 && char === ',') expectsKey = true;
    else if (depth === 1 && expectsKey && /[\w']/.test(char)) {
      const key = /^'?([\w.-]+)'?/.exec(rest)?.[1];
      if (key) keys.push(key);
      expectsKey = false;
    }
  }
  return keys;
}
