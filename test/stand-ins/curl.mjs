#!/usr/bin/env node
// As much of curl as docs/api.md uses, for machines without it: -f -s -S -G -X -H -d --data-urlencode.
const headers = new Headers();
let [method, url, isQuery] = [undefined, '', false];
const data = [];
const given = process.argv.slice(2);
for (let argument = given.shift(); argument !== undefined; argument = given.shift()) {
  if (argument === '-H') {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(given.shift() ?? '') ?? [];
    headers.set(name, value);
  } else if (argument === '-d') data.push(given.shift());
  else if (argument === '--data-urlencode') data.push((given.shift() ?? '').replace(/(?<==).*$/s, encodeURIComponent));
  else if (argument === '-G') isQuery = true;
  else if (argument === '-X') method = given.shift();
  else if (!argument.startsWith('-')) url = argument;
}
const text = data.join('&');
const body = data.length > 0 && !isQuery ? text : undefined;
const response = await fetch(isQuery ? `${url}?${text}` : url, { method: method ?? (body === undefined ? 'GET' : 'POST'), headers, body });
if (!response.ok) {
  console.error(`curl: (22) The requested URL returned error: ${response.status}`);
  process.exit(22);
}
process.stdout.write(await response.text());
