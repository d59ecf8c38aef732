import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closeDatabase } from '~/platform/db.server';

// Each test file works on a database of its own, cloned from the migrated template.
const server = new URL(inject('postgresUrl'));
const name = `test_${randomBytes(6).toString('hex')}`;

async function onServer(sql: string) {
  const admin = new URL(server);
  admin.pathname = '/postgres';
  const client = new pg.Client(admin.href);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

await onServer(`CREATE DATABASE ${name} TEMPLATE template`);
const own = new URL(server);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;

afterAll(async () => {
  await closeDatabase();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});
