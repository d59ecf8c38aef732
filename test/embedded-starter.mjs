// A process that the tests kill: starts the server of a folder and tells its pid; with "write" it then inserts
// numbers and tells each one after its commit.
import pg from 'pg';
import { startEmbeddedPostgres } from '../app/platform/db/embedded-postgres.mjs';

const [dataDir = '', mode] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir });
const client = new pg.Client(server.url);
client.on('error', () => process.exit(1));
if (mode === 'write') {
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS written (n int)');
}
process.send?.({ pid: server.pid, adopted: server.adopted });
setInterval(() => {}, 60_000);
for (let n = 1; mode === 'write'; n += 1) {
  await client.query('INSERT INTO written VALUES ($1)', [n]);
  process.send?.(n);
}
