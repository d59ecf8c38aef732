import { readFile } from 'node:fs/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffSchema, writeMigration } from './schema-engine.mjs';

const SCHEMA = `generator client {
  provider = "prisma-client"
  output   = "./generated"
}
datasource db {
  provider = "postgresql"
}
model Thing {
  id   Int    @id
  name String
}
`;

/** @type {string} */
let dir;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'schema-'));
  await writeFile(path.join(dir, 'schema.prisma'), SCHEMA);
});
afterEach(() => rm(dir, { recursive: true }));

describe('the schema engine', () => {
  it('writes the migration that the schema lacks, after which both agree', async () => {
    const options = { schemaFile: path.join(dir, 'schema.prisma'), migrationsDir: dir };
    const sql = await diffSchema(options);
    expect(sql).toContain('CREATE TABLE "Thing"');
    const file = await writeMigration({ migrationsDir: dir, name: 'init', sql: sql ?? '', now: new Date('2026-01-02T03:04:05Z') });
    expect(path.relative(dir, file)).toBe('20260102030405_init/migration.sql');
    expect(await readFile(file, 'utf8')).toBe(sql);
    expect(await diffSchema(options)).toBeNull();
  }, 30_000);

  it('agrees with the migrations of this project', async () => {
    expect(await diffSchema({ schemaFile: 'prisma/schema.prisma', migrationsDir: 'prisma/migrations' })).toBeNull();
  }, 30_000);
});
