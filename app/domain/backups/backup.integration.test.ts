import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { authenticate } from '~/domain/accounts/sign-in/sign-in.server';
import { seedDemo } from '~/domain/demo.server';
import { deployMigrations, pendingMigrations } from '~/platform/db/migrations.mjs';
import { closeDatabase, db } from '~/platform/db.server';
import type * as EnvModule from '~/platform/env.server';
import { defineJob, enqueue, startJobs, stopJobs } from '~/platform/jobs.server';
import { storage } from '~/platform/storage.server';
import { DEMO_PASSWORD } from '../../../prisma/factories';
import { fillOrganization } from '../../../test/fill-organization';
import { fillEmptyTables } from '../../../test/fill-tables';
import { FILES_PER_LIST } from './archive-format';
import { backUp } from './back-up.server';
import { findBackupState, listBackupRuns } from './backup-runs.server';
import { folderStore } from './backup-store.server';
import { quote, readTables } from './database-shape.server';
import { restoreBackup, verifyBackup, type RestoreOptions } from './restore.server';
import { KEY_COLUMNS } from './stored-files.server';

const settings = vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-backup-${process.pid}-${Date.now()}`;
  return { BACKUP_PASSPHRASE: undefined as string | undefined, BACKUP_RECIPIENT: undefined, BACKUP_IDENTITY: undefined, BACKUP_KEEP: '7d' };
});
vi.mock('~/platform/env.server', async (importOriginal) => {
  const original = await importOriginal<typeof EnvModule>();
  return { ...original, env: () => ({ ...original.env(), ...settings }) };
});

const migrationsDir = path.resolve('prisma/migrations');
const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-backups-'));
const store = folderStore(path.join(folder, 'backups'));
const sourceUrl = process.env.DATABASE_URL ?? '';
const made: string[] = [];
const lateJob = defineJob({ name: 'test-late', schema: z.object({ orderId: z.string() }), handler: () => Promise.resolve() });
let backup: string;

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string, user?: string): string {
  const url = new URL(sourceUrl);
  url.pathname = `/${database}`;
  if (user) url.username = user;
  return url.href;
}

/** An empty database; with a user of no special rights as its owner. */
async function makeDatabase({ owner }: { owner?: string } = {}): Promise<string> {
  const name = `restore_${randomBytes(6).toString('hex')}`;
  await withClient(urlOf('postgres'), async (client) => {
    if (owner) await client.query(`CREATE ROLE ${owner} LOGIN NOSUPERUSER`);
    await client.query(`CREATE DATABASE ${name}${owner ? ` OWNER ${owner}` : ''}`);
  });
  made.push(name);
  return urlOf(name, owner);
}

const diskAt = (name: string) => new Disk(new FSDriver({ location: path.join(folder, name), visibility: 'private' }));

async function restore(name: string, databaseUrl: string, more: Partial<RestoreOptions> = {}) {
  return restoreBackup(store, name, { databaseUrl, migrationsDir, disk: diskAt('restored'), ...more });
}

/** A hash of all rows of each table; of jobs what a restore keeps of them. */
async function rowsOf(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    await client.query(`SET TimeZone = 'UTC'`);
    const hashes: Record<string, string> = {};
    for (const { schema, name, columns } of await readTables(client)) {
      const table = quote(schema, name);
      const { rows } = await client.query<{ hash: string }>(
        schema === 'public'
          ? `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS hash FROM ${table} t`
          : `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS hash FROM (SELECT ${columns.map((column) => quote(column)).join(', ')} FROM ${table}) t`,
      );
      hashes[`${schema}.${name}`] = rows[0]?.hash ?? '';
    }
    return hashes;
  });
}

/** Every definition of the two schemas, in words. */
async function definitionsOf(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(`
SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated AS line FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'pgboss'::regnamespace)
UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname IN ('public', 'pgboss')
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace IN ('public'::regnamespace, 'pgboss'::regnamespace) AND prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'column ' || attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull || ' ' || attgenerated::text || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
  FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace) AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT 'sequence ' || sequencename || ' ' || coalesce(last_value::text, 'unused') FROM pg_sequences WHERE schemaname = 'public'
UNION ALL SELECT 'enum ' || enumtypid::regtype || ' ' || string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum GROUP BY enumtypid
ORDER BY 1`);
    return rows.map(({ line }) => line);
  });
}

/** Nothing of the application stands in the database. */
async function expectUntouched(url: string): Promise<void> {
  const tables = await withClient(url, (client) => readTables(client));
  expect(tables).toEqual([]);
}

async function filesOf(disk: Disk): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const object of (await disk.listAll('', { recursive: true })).objects) if (object.isFile) found[object.key] = Buffer.from(await disk.getBytes(object.key)).toString('base64');
  return found;
}

beforeAll(async () => {
  await seedDemo();
  const { organizationId, lead } = await fillOrganization();
  const many = Array.from({ length: FILES_PER_LIST + 20 }, (_, at) => ({ organizationId, leadId: lead.id, key: `${organizationId}/${randomUUID()}.pdf`, name: `${at}.pdf`, contentType: 'application/pdf', size: 3_000, sha256: '0'.repeat(64) }));
  await db.file.createMany({ data: many });
  await db.contact.create({ data: { organizationId, name: 'Ёлка\t"и"\n\\N \\.', notes: 'a\r\nb\\', custom: { field: '\\u0000 😀' } } });
  const refused = await withClient(sourceUrl, fillEmptyTables);
  expect(refused).toEqual([]);
  const disk = await storage();
  for (const { key } of await db.file.findMany({ select: { key: true } })) if (!(await disk.exists(key))) await disk.put(key, randomBytes(3_000));
  await db.user.updateMany({ where: { email: 'owner@demo.test' }, data: { avatarKey: `avatars/${randomUUID()}.webp` } });
  const owner = await db.user.findUniqueOrThrow({ where: { email: 'owner@demo.test' }, select: { avatarKey: true } });
  await disk.put(owner.avatarKey ?? '', randomBytes(5_000_000));
  await disk.put('nobody/knows-this.bin', 'an orphan');
  await enqueue(db, lateJob, { orderId: 'waits' }, { startAfter: new Date(Date.now() + 3_600_000) });
  await withClient(sourceUrl, (client) => client.query(`UPDATE pgboss.job SET state = 'failed', output = '{"message":"once\\\\n"}' WHERE id IN (SELECT id FROM pgboss.job LIMIT 1)`));
  await enqueue(db, lateJob, { orderId: 'waits too' });
  backup = (await backUp({ store })).name;
}, 300_000);

afterAll(async () => {
  await withClient(urlOf('postgres'), async (client) => {
    for (const name of made) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query('DROP ROLE IF EXISTS restorer');
  });
  rmSync(folder, { recursive: true, force: true });
  rmSync(process.env.DATA_DIR ?? '', { recursive: true, force: true });
});

describe('a backup', () => {
  it('comes back row by row, definition by definition, byte by byte, for an owner without special rights', async () => {
    const url = await makeDatabase({ owner: 'restorer' });
    const restored = await restore(backup, url);
    expect(restored.migrated).toEqual([]);
    expect(restored.isSecretKnown).toBe(true);

    const [before, after] = [await rowsOf(sourceUrl), await rowsOf(url)];
    const own = 'public.BackupRun'; // the run that made it had not ended in its own snapshot
    expect({ ...after, [own]: '' }).toEqual({ ...before, [own]: '' });
    expect(Object.values(before).filter((hash) => hash.startsWith('0 '))).toEqual([]);
    expect(Object.keys(before)).toContain('pgboss.job');
    expect(await definitionsOf(url)).toEqual(await definitionsOf(sourceUrl));

    const { 'nobody/knows-this.bin': orphan, ...known } = await filesOf(await storage());
    expect(orphan).toBeDefined();
    expect(await filesOf(diskAt('restored'))).toEqual(known);
    expect(Object.keys(known).length).toBeGreaterThan(FILES_PER_LIST);
  });

  it('is one that the application works on: people sign in, waiting jobs run', async () => {
    const url = await makeDatabase();
    await restore(backup, url);
    await closeDatabase();
    process.env.DATABASE_URL = url;
    try {
      const { id } = await authenticate({ login: 'owner@demo.test', password: DEMO_PASSWORD }, '127.0.0.1');
      expect(id).toBeTruthy();
      await expect(db.auditLog.deleteMany({})).rejects.toThrow(/append-only/);
      await startJobs();
      await vi.waitFor(async () => expect(await withClient(url, async (client) => (await client.query(`SELECT state FROM pgboss.job WHERE name = 'test-late' AND data->>'orderId' = 'waits too'`)).rows)).toEqual([{ state: 'completed' }]), { timeout: 20_000 });
    } finally {
      await stopJobs();
      await closeDatabase();
      process.env.DATABASE_URL = sourceUrl;
    }
  });

  it('has every file that a row names', async () => {
    const columns = await withClient(sourceUrl, async (client) => {
      const { rows } = await client.query<{ column: string }>(`
SELECT table_name || '.' || column_name AS column FROM information_schema.columns
WHERE table_schema = 'public' AND (column_name ~ '(file|avatar|thumbnail|image|picture|storage|logo)Key$' OR (table_name, column_name) IN (('File', 'key'), ('MailMessage', 'attachments')))`);
      return rows.map(({ column }) => column);
    });
    expect(columns.sort()).toEqual([...KEY_COLUMNS].sort());
  });

  it('leaves the time and size of each run, and no partial file', async () => {
    const [run] = await listBackupRuns(1);
    expect(run).toMatchObject({ name: backup, error: null, isEncrypted: false });
    expect(Number(run?.rows)).toBeGreaterThan(100);
    expect((await findBackupState(new Date())).lastGood?.name).toBe(backup);
    expect(readdirSync(path.join(folder, 'backups')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('reports rows whose bytes are gone, and goes on', async () => {
    const { organizationId } = await fillOrganization();
    const key = `${organizationId}/gone.pdf`;
    await db.file.updateMany({ where: { organizationId }, data: { key } });
    const done = await backUp({ store: folderStore(path.join(folder, 'missing')) });
    expect(done.missing.keys).toContain(key);
    await db.file.deleteMany({ where: { organizationId } });
  });

  it('is not made twice at a time', async () => {
    const other = folderStore(path.join(folder, 'twice'));
    const outcomes = await Promise.allSettled([backUp({ store: other }), backUp({ store: other })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(outcomes.find((outcome) => outcome.status === 'rejected')?.reason)).toMatch(/Another backup/);
  });

  it('that fails leaves its reason and nothing else', async () => {
    const broken = { ...folderStore(path.join(folder, 'broken')), save: () => Promise.reject(new Error('the disk is gone')) };
    await expect(backUp({ store: broken })).rejects.toThrow('the disk is gone');
    expect(readdirSync(path.join(folder, 'broken'))).toEqual([]);
    expect((await listBackupRuns(1))[0]).toMatchObject({ error: 'the disk is gone' });
    const aborted = backUp({ store: folderStore(path.join(folder, 'broken')), signal: AbortSignal.abort(new Error('told to stop')) });
    await expect(aborted).rejects.toThrow('told to stop');
    expect(readdirSync(path.join(folder, 'broken'))).toEqual([]);
  });
});

describe('under writers', () => {
  it('shows one moment: sums, lines and jobs of every order agree', async () => {
    const { organizationId } = await fillOrganization();
    const orders = await Promise.all(Array.from({ length: 4 }, (_, at) => db.order.create({ data: { organizationId, number: `W-${at}`, currency: 'RUB', description: 'under writers' }, select: { id: true } })));
    let isWriting = true;
    let written = 0;
    const write = async (orderId: string) => {
      for (let position = 1; isWriting; position += 1) {
        await db.$transaction(async (tx) => {
          await tx.orderLine.create({ data: { organizationId, orderId, position, kind: 'SERVICE', name: 'line', total: position, net: position, gross: position } });
          await tx.order.update({ where: { id: orderId }, data: { total: { increment: position } } });
          await enqueue(tx, lateJob, { orderId }, { startAfter: new Date(Date.now() + 3_600_000) });
        });
        written += 1;
      }
    };
    const writers = orders.map(({ id }) => write(id));
    const busy = folderStore(path.join(folder, 'busy'));
    await vi.waitFor(() => expect(written).toBeGreaterThan(20), { timeout: 20_000 });
    const { name } = await backUp({ store: busy });
    const writtenThen = written;
    isWriting = false;
    await Promise.all(writers);

    const url = await makeDatabase();
    await restoreBackup(busy, name, { databaseUrl: url, migrationsDir, disk: diskAt('busy-restored') });
    const rows = await withClient(url, async (client) =>
      (await client.query<{ total: number; sum: number; lines: number; jobs: number }>(`
SELECT o."total"::float AS total, (SELECT coalesce(sum(l."total"), 0)::float FROM "OrderLine" l WHERE l."orderId" = o."id") AS sum, (SELECT count(*)::int FROM "OrderLine" l WHERE l."orderId" = o."id") AS lines,
  (SELECT count(*)::int FROM pgboss.job j WHERE j.data->>'orderId' = o."id"::text) AS jobs
FROM "Order" o WHERE o."description" = 'under writers'`)).rows,
    );
    expect(rows).toHaveLength(4);
    for (const { total, sum, lines, jobs } of rows) expect([total, jobs]).toEqual([sum, lines]);
    const saved = rows.reduce((sum, { lines }) => sum + lines, 0);
    expect(saved).toBeGreaterThan(20);
    expect(saved).toBeLessThanOrEqual(writtenThen);
  });
});

describe('encrypted', () => {
  it('comes back with the passphrase and with nothing else', async () => {
    const sealed = folderStore(path.join(folder, 'sealed'));
    settings.BACKUP_PASSPHRASE = 'a long passphrase of several words';
    const { name, isEncrypted } = await backUp({ store: sealed });
    expect([isEncrypted, name.endsWith('.age')]).toEqual([true, true]);
    expect(readFileSync(path.join(folder, 'sealed', name)).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    const url = await makeDatabase();
    const target = { databaseUrl: url, migrationsDir, disk: diskAt('sealed-restored') };
    for (const wrong of ['another long passphrase', undefined]) {
      settings.BACKUP_PASSPHRASE = wrong;
      await expect(restoreBackup(sealed, name, target)).rejects.toThrow(/does not open it|is encrypted/);
      await expectUntouched(url);
    }
    settings.BACKUP_PASSPHRASE = 'a long passphrase of several words';
    await restoreBackup(sealed, name, target);
    settings.BACKUP_PASSPHRASE = undefined;
    const { 'public.User': before } = await rowsOf(sourceUrl);
    expect((await rowsOf(url))['public.User']).toBe(before);
  });
});

describe('a damaged archive', () => {
  const spoiled = folderStore(path.join(folder, 'spoiled'));
  const name = 'teplo-2026-01-01T00-00-00Z.tar.gz';
  const put = (bytes: Buffer) => {
    mkdirSync(path.join(folder, 'spoiled'), { recursive: true });
    writeFileSync(path.join(folder, 'spoiled', name), bytes);
  };

  it('is refused before anything is touched, wherever it was cut or altered', async () => {
    const whole = readFileSync(path.join(folder, 'backups', backup));
    const url = await makeDatabase();
    const attempt = () => restoreBackup(spoiled, name, { databaseUrl: url, migrationsDir, disk: diskAt('spoiled-restored') });
    for (const share of [0, 0.001, 0.3, 0.7, 0.999]) {
      put(whole.subarray(0, Math.floor(whole.length * share)));
      await expect(attempt()).rejects.toThrow(/damaged|cut off|not a backup/);
    }
    for (const share of [0.01, 0.2, 0.5, 0.9]) {
      const altered = Buffer.from(whole);
      altered[Math.floor(whole.length * share)]! ^= 0x10;
      put(altered);
      await expect(attempt()).rejects.toThrow(/damaged/);
    }
    await expectUntouched(url);
    expect(await filesOf(diskAt('spoiled-restored'))).toEqual({});
  });

  it('is found by its hashes when it was packed anew', async () => {
    const tar = gunzipSync(readFileSync(path.join(folder, 'backups', backup)));
    const at = tar.indexOf('owner@demo.test');
    expect(at).toBeGreaterThan(0);
    tar.write('thief', at);
    put(gzipSync(tar));
    await expect(verifyBackup(spoiled, name)).rejects.toThrow(/rows of public\.\w+ are not what was saved|parts are not/);
    put(gzipSync('something else'));
    await expect(verifyBackup(spoiled, name)).rejects.toThrow(/damaged|not a backup/);
  });
});

describe('a restore', () => {
  it('wants an empty database or its name typed, and changes nothing in a dry run', async () => {
    const url = await makeDatabase();
    const name = new URL(url).pathname.slice(1);
    await restore(backup, url, { dryRun: true });
    await expectUntouched(url);
    await restore(backup, url, { jobs: false });
    await withClient(url, async (client) => {
      expect((await client.query('SELECT FROM pgboss.job')).rows).toEqual([]);
      await client.query(`INSERT INTO "InstanceSecret" ("name", "value") VALUES ('later', '\\x01')`);
    });
    const before = await rowsOf(url);
    await expect(restore(backup, url)).rejects.toThrow(new RegExp(`"${name}" is not empty .* --replace ${name}`));
    await expect(restore(backup, url, { replace: 'another' })).rejects.toThrow(/is called/);
    expect(await rowsOf(url)).toEqual(before);
    await restore(backup, url, { replace: name });
    expect((await rowsOf(url))['public.InstanceSecret']).not.toBe(before['public.InstanceSecret']);
  });

  it('does not keep today\'s periodic work from being done again where it is restored', async () => {
    const slot = `INSERT INTO pgboss.job (name, state, singleton_key, singleton_on, completed_on) SELECT name, 'completed', 'every', now()::date, now() FROM pgboss.queue LIMIT 1`;
    await withClient(sourceUrl, (client) => client.query(slot));
    const own = folderStore(path.join(folder, 'slots'));
    const { name } = await backUp({ store: own });
    const url = await makeDatabase();
    await restoreBackup(own, name, { databaseUrl: url, migrationsDir, disk: diskAt('slots') });
    const slots = await withClient(url, (client) => client.query(`SELECT singleton_on FROM pgboss.job WHERE singleton_key = 'every'`));
    expect(slots.rows).toEqual([{ singleton_on: null }]);
  });

  it('waits for nobody: others at the database are named', async () => {
    const url = await makeDatabase();
    await withClient(url, async () => {
      await expect(restore(backup, url)).rejects.toThrow(/stop Teplo first/);
    });
  });

  it('that breaks off leaves the database as it was', async () => {
    const url = await makeDatabase();
    const disk = diskAt('full');
    vi.spyOn(disk, 'putStream').mockRejectedValue(new Error('the disk is full'));
    await expect(restore(backup, url, { disk })).rejects.toThrow('the disk is full');
    await expectUntouched(url);
  });

  it('brings an older backup up to this version, and refuses a newer one', async () => {
    const later = path.join(folder, 'later');
    cpSync(migrationsDir, later, { recursive: true });
    mkdirSync(path.join(later, '29990101000000_more'));
    writeFileSync(path.join(later, '29990101000000_more/migration.sql'), `ALTER TABLE "Contact" ADD COLUMN "extra" TEXT; UPDATE "Contact" SET "extra" = "name";`);
    const url = await makeDatabase();
    const { migrated } = await restore(backup, url, { migrationsDir: later });
    expect(migrated).toEqual(['29990101000000_more']);
    await withClient(url, async (client) => {
      expect((await client.query(`SELECT FROM "Contact" WHERE "extra" IS DISTINCT FROM "name"`)).rows).toEqual([]);
      expect(await pendingMigrations(client, later)).toEqual([]);
      await deployMigrations(client, later);
    });

    const earlier = path.join(folder, 'earlier');
    cpSync(migrationsDir, earlier, { recursive: true });
    const last = readdirSync(earlier).filter((name) => /^\d/.test(name)).sort().at(-1) ?? '';
    rmSync(path.join(earlier, last), { recursive: true });
    const empty = await makeDatabase();
    await expect(restore(backup, empty, { migrationsDir: earlier })).rejects.toThrow(new RegExp(`newer Teplo .*${last}`));
    await expectUntouched(empty);
  });
});
