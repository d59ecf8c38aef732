import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { deployMigrations, pendingMigrations } from './migrations.mjs';

let dir: string;
let client: pg.Client;
let url: string;
let name: string;
let admin: pg.Client;

async function connect(to: string) {
  const connection = new pg.Client(to);
  await connection.connect();
  return connection;
}

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'migrations-'));
  name = `migrations_${randomBytes(4).toString('hex')}`;
  const own = new URL(inject('postgresUrl'));
  own.pathname = '/postgres';
  admin = await connect(own.href);
  await admin.query(`CREATE DATABASE ${name}`);
  own.pathname = `/${name}`;
  url = own.href;
  client = await connect(url);
});

afterEach(async () => {
  await client.end();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
  await rm(dir, { recursive: true });
});

async function migration(folder: string, sql: string) {
  await mkdir(path.join(dir, folder), { recursive: true });
  await writeFile(path.join(dir, folder, 'migration.sql'), sql);
}

async function recorded() {
  const { rows } = await client.query<{ migration_name: string }>('SELECT migration_name FROM _prisma_migrations ORDER BY 1');
  return rows.map((row) => row.migration_name);
}

describe('deployMigrations', () => {
  it('applies what is missing, in order, once', async () => {
    await migration('1_table', 'CREATE TABLE a (n int); INSERT INTO a VALUES (1);');
    await migration('2_function', 'CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;');
    expect(await deployMigrations(url, dir)).toEqual({ applied: ['1_table', '2_function'], edited: [] });
    expect(await deployMigrations(url, dir)).toEqual({ applied: [], edited: [] });
    await migration('3_more', 'INSERT INTO a VALUES (2)');
    expect((await deployMigrations(client, dir)).applied).toEqual(['3_more']);
    expect((await client.query('SELECT n FROM a ORDER BY n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('rolls a broken one back and stops before the next', async () => {
    await migration('1_good', 'CREATE TABLE a (n int)');
    await migration('2_broken', 'CREATE TABLE b (n int); SELECT nonsense;');
    await migration('3_next', 'CREATE TABLE c (n int)');
    await expect(deployMigrations(url, dir)).rejects.toThrow(/2_broken.*nonsense/);
    expect(await recorded()).toEqual(['1_good']);
    const { rows } = await client.query(`SELECT to_regclass('b') AS b, to_regclass('c') AS c`);
    expect(rows).toEqual([{ b: null, c: null }]);
    await migration('2_broken', 'CREATE TABLE b (n int)');
    expect((await deployMigrations(url, dir)).applied).toEqual(['2_broken', '3_next']);
  });

  it('names the ones that were edited after they were applied, and leaves them', async () => {
    await migration('1_table', 'CREATE TABLE a (n int)');
    await deployMigrations(url, dir);
    await migration('1_table', 'CREATE TABLE a (n int, m int)');
    expect(await deployMigrations(url, dir)).toEqual({ applied: [], edited: ['1_table'] });
  });

  it('lets two runners at once apply each migration once', async () => {
    await migration('1_slow', 'CREATE TABLE a (n int); SELECT pg_sleep(0.3);');
    await migration('2_rows', 'INSERT INTO a VALUES (1)');
    const results = await Promise.all([deployMigrations(url, dir), deployMigrations(url, dir)]);
    expect(results.flatMap((result) => result.applied).sort()).toEqual(['1_slow', '2_rows']);
    expect((await client.query('SELECT n FROM a')).rows).toEqual([{ n: 1 }]);
  });

  it('goes no further after one that Prisma recorded as failed', async () => {
    await migration('1_table', 'CREATE TABLE a (n int)');
    await deployMigrations(url, dir);
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await migration('2_next', 'CREATE TABLE b (n int)');
    await expect(deployMigrations(url, dir)).rejects.toThrow(/1_table is recorded as failed/);
  });
});

describe('pendingMigrations', () => {
  it('lists what the database lacks, also an empty one', async () => {
    await migration('1_table', 'CREATE TABLE a (n int)');
    expect(await pendingMigrations(client, dir)).toEqual(['1_table']);
    await deployMigrations(client, dir);
    await migration('2_more', 'CREATE TABLE b (n int)');
    expect(await pendingMigrations(client, dir)).toEqual(['2_more']);
  });
});
