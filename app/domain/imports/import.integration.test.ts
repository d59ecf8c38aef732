import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { createInstance } from 'i18next';
import writeExcelFile from 'write-excel-file/node';
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { EMPTY_CONTACT_FILTER } from '~/domain/contacts/contact-filter';
import { exportContacts } from '~/domain/contacts/export-contacts.server';
import { contactTable } from '~/domain/exports/contact-table.server';
import { answerWithTable } from '~/domain/exports/export-rows.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { db, orgDb } from '~/platform/db.server';
import { contactData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { findImport, saveChoices, type Importer } from './contact-import.server';
import type { ImportChoices } from './import-options';
import { importSlice } from './run-import.server';
import { startImport, startTrial, startUndo } from './start-import.server';
import { takeFile } from './take-file.server';
import { undoSlice } from './undo-import.server';

let organizationId: string;
let importer: Importer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'teplo-import-'));
  process.env.DATA_DIR = folder;
  process.env.SESSION_SECRET = 'x'.repeat(32);
  return () => rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  importer = await makeImporter('OWNER');
});

async function makeImporter(role: 'OWNER' | 'SALES', reach: 'own' | 'all' = 'all'): Promise<Importer> {
  const userId = (await makeMember(db, { organizationId, role })).user.id;
  return { organizationId, userId, timeZone: 'Europe/Moscow', reach, scope: role === 'SALES' ? 'own' : 'all', seesAll: role === 'OWNER' };
}

const own = () => orgDb(organizationId);
const signal = () => new AbortController().signal;
const contacts = () => db.contact.findMany({ where: { organizationId, deletedAt: null }, orderBy: { name: 'asc' } });
const addContact = (overrides: Partial<Parameters<typeof contactData>[0]>) =>
  db.contact.create({
    data: contactData({ kind: 'PERSON', phones: [], emails: [], tags: [], notes: null, address: null, source: null, city: null, custom: {}, ...overrides, organizationId }),
  });

async function upload(bytes: Buffer | string, name = 'clients.csv', who = importer) {
  const file = path.join(folder, `${Date.now()}-${Math.random()}`);
  await writeFile(file, bytes);
  const customFields = await listCustomFields(own(), 'CONTACT');
  const id = await takeFile({ organizationId, userId: who.userId, file: { path: file, name, size: Buffer.byteLength(bytes) }, customFields });
  return read(id, who);
}

async function read(id: string, who = importer) {
  return (await findImport(own(), id, who, await listCustomFields(own(), 'CONTACT')))!;
}

async function choose(id: string, choices: Partial<ImportChoices>) {
  const record = await read(id);
  await saveChoices(organizationId, record, { ...record.choices, ...choices });
}

async function work(runId: string, options: object = {}) {
  while (!(await importSlice({ organizationId, runId, signal: signal(), ...options })));
  return db.backgroundRun.findUniqueOrThrow({ where: { id: runId } });
}

/** Tries and imports; returns both outcomes, which must be the same. */
async function carryOut(id: string, who = importer, options: object = {}) {
  const trial = await startTrial(who, await read(id, who));
  if (!trial.ok) throw new Error(trial.error);
  const tried = await work(trial.runId, options);
  const started = await startImport(who, await read(id, who));
  if (!started.ok) throw new Error(started.error);
  const done = await work(started.runId, options);
  expect(done.state).toBe('DONE');
  expect(tried.result).toEqual(done.result);
  const rows = (runId: string) => db.runRow.findMany({ where: { runId }, orderBy: { position: 'asc' }, select: { position: true, outcome: true, errors: true } });
  expect(await rows(trial.runId)).toEqual(await rows(started.runId));
  return { runId: started.runId, counts: (done.result as { counts: Record<string, number> }).counts };
}

async function undo(id: string) {
  const started = await startUndo(importer, await read(id));
  if (!started.ok) throw new Error(started.error);
  while (!(await undoSlice({ organizationId, runId: started.runId, signal: signal(), batchSize: 2 })));
  const run = await db.backgroundRun.findUniqueOrThrow({ where: { id: started.runId } });
  return { counts: (run.result as { counts: Record<string, number> } | null)?.counts ?? {}, run };
}

const HEAD = ['Имя', 'Телефон', 'Почта', 'Город', 'ИНН'];
const csv = (rows: string[][], delimiter = ';') => stringify([HEAD, ...rows], { delimiter });
const anna = ['Анна Ёлкина', '8 (916) 000-00-01', 'anna@example.ru', 'Тверь', ''];
const firm = ['ООО «Ромашка»', '84950000002', '', 'Москва', '7707083893'];

describe('files', () => {
  const russian = new Map(Array.from({ length: 128 }, (_none, index) => [new TextDecoder('windows-1251').decode(Uint8Array.of(128 + index)), 128 + index]));
  const encodings: Record<string, (text: string) => Buffer> = {
    'UTF-8': (text) => Buffer.from(text),
    'UTF-8 with BOM': (text) => Buffer.from(`\ufeff${text}`),
    'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'Windows-1251': (text) => Buffer.from([...text].map((char) => russian.get(char) ?? char.charCodeAt(0))),
  };
  test.each(Object.keys(encodings).flatMap((encoding) => [';', ',', '\t'].map((delimiter) => [encoding, delimiter] as const)))('%s with %j', async (encoding, delimiter) => {
    const record = await upload(encodings[encoding]!(csv([anna, firm], delimiter)));
    expect(record).toMatchObject({ rowCount: 2, format: { delimiter, hasHeader: true }, choices: { columns: ['name', 'phones', 'emails', 'city', 'inn'], mode: 'upsert' } });
    expect((await carryOut(record.id)).counts).toEqual({ created: 2 });
    expect(await contacts()).toMatchObject([
      { name: 'Анна Ёлкина', kind: 'PERSON', phones: ['+79160000001'], emails: ['anna@example.ru'], city: 'Тверь', createdById: importer.userId },
      { name: 'ООО «Ромашка»', kind: 'COMPANY', inn: '7707083893' },
    ]);
  });

  it('XLSX with numbers, days and an own field', async () => {
    await db.customField.create({ data: { organizationId, entity: 'CONTACT', key: 'born', label: 'Дата рождения', type: 'DATE' } });
    const sheet = [
      ['Имя', 'Телефон', 'Дата рождения'].map((value) => ({ value })),
      [{ value: 'Иван' }, { value: 79161234567 }, { value: new Date('1990-05-06T00:00:00Z'), format: 'dd.mm.yyyy' }],
    ];
    const record = await upload(await writeExcelFile(sheet).toBuffer(), 'clients.xlsx');
    expect(record).toMatchObject({ rowCount: 1, format: { kind: 'xlsx', hasHeader: true }, choices: { columns: ['name', 'phones', 'custom.born'] } });
    await carryOut(record.id);
    expect(await contacts()).toMatchObject([{ name: 'Иван', phones: ['+79161234567'], custom: { born: '1990-05-06' } }]);
  });

  test.each([
    ['', 'empty'],
    ['Имя;Телефон\n', 'empty'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'notATable'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'oldExcel'],
    [Buffer.from('PK\u0003\u0004 not an archive'), 'brokenXlsx'],
    [`Имя;Телефон\n"Иван;1\n`, 'quotes'],
    [`${Array.from({ length: 201 }, () => 'Имя').join(';')}\n1;2\n`, 'tooManyColumns'],
  ])('case %# is refused', async (bytes, problem) => {
    await expect(upload(bytes)).rejects.toMatchObject({ problem });
    expect(await db.contactImport.count({ where: { organizationId } })).toBe(0);
  });
});

describe('what becomes of rows', () => {
  it('a trial changes nothing', async () => {
    await addContact({ name: 'Анна', phones: ['+79160000001'] });
    const before = await contacts();
    const record = await upload(csv([anna, firm, ['', '', '', 'Уфа', '123']]));
    const trial = await startTrial(importer, record);
    const run = await work(trial.ok ? trial.runId : '');
    expect(run.result).toEqual({ counts: { updated: 1, created: 1, failed: 1 } });
    expect(await contacts()).toEqual(before);
    expect(await db.activity.count({ where: { organizationId } })).toBe(0);
  });

  test.each([
    ['phone', anna, { phones: ['+79160000001'] }],
    ['email', anna, { emails: ['anna@example.ru'] }],
    ['inn', firm, { inn: '7707083893' }],
    ['nameCity', anna, { name: 'анна ёлкина', city: 'ТВЕРЬ' }],
  ] as const)('updates by %s', async (key, row, known) => {
    const { id } = await addContact({ name: 'Прежнее имя', ...known, phones: 'phones' in known ? [...known.phones] : [], emails: 'emails' in known ? [...known.emails] : [] });
    await addContact({ name: 'Другой' });
    const record = await upload(csv([[...row]]));
    await choose(record.id, { mode: 'update', keys: [key] });
    expect((await carryOut(record.id)).counts).toEqual({ updated: 1 });
    expect(await db.contact.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: row[0], city: row[3], version: 2 });
    expect(await db.activity.findMany({ where: { organizationId }, select: { contactId: true, event: true } })).toEqual([{ contactId: id, event: 'contact.imported' }]);
  });

  it('updates by an own field, in any case of letters', async () => {
    await db.customField.create({ data: { organizationId, entity: 'CONTACT', key: 'code', label: 'Код 1С', type: 'TEXT' } });
    const { id } = await addContact({ name: 'Анна', custom: { code: 'aБ-1' } });
    const record = await upload(stringify([['Имя', 'Код 1С'], ['Анна Ёлкина', 'АБ-2'], ['Анна Новая', 'Aб-1']], { delimiter: ';' }));
    await choose(record.id, { keys: ['custom.code'], mode: 'upsert' });
    expect((await carryOut(record.id)).counts).toEqual({ created: 1, updated: 1 });
    expect(await db.contact.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'Анна Новая' });
  });

  it('the same file again changes nothing', async () => {
    await carryOut((await upload(csv([anna, firm]))).id);
    expect((await carryOut((await upload(csv([anna, firm]))).id)).counts).toEqual({ unchanged: 2 });
    expect(await contacts()).toMatchObject([{ version: 1 }, { version: 1 }]);
  });

  it('rows of the same client in one file, over several batches', async () => {
    const rows = [anna, firm, ['Аня', '89160000001', 'anya@example.ru', '', ''], ['Анна Е.', '', 'anya@example.ru', '', '']];
    const first = await upload(csv(rows));
    expect((await carryOut(first.id, importer, { batchSize: 1 })).counts).toEqual({ created: 3, skipped: 1 });
    await db.contact.updateMany({ where: { organizationId }, data: { deletedAt: new Date() } });
    const merged = await upload(csv(rows));
    await choose(merged.id, { inFile: 'merge' });
    expect((await carryOut(merged.id, importer, { batchSize: 1 })).counts).toEqual({ created: 2, updated: 2 });
    expect(await contacts()).toMatchObject([{ name: 'Анна Ёлкина', emails: ['anna@example.ru', 'anya@example.ru'] }, { name: 'ООО «Ромашка»' }]);
    expect((await undo(merged.id)).counts).toEqual({ reverted: 2 });
    expect(await contacts()).toEqual([]);
  });

  it('bad cells fail their row, or are left out where the person says so', async () => {
    const rows = [['Иван', 'нет', 'ivan@example.ru', '', ''], anna];
    const strict = await carryOut((await upload(csv(rows))).id);
    expect(strict.counts).toEqual({ failed: 1, created: 1 });
    expect(await db.runRow.findFirstOrThrow({ where: { runId: strict.runId, outcome: 'failed' } })).toMatchObject({ position: 1, errors: [{ field: 'phones', code: 'phone', value: 'нет' }] });
    const lenient = await upload(csv(rows));
    await choose(lenient.id, { isLenient: true });
    expect((await carryOut(lenient.id)).counts).toEqual({ created: 1, unchanged: 1 });
  });

  it("a seller changes only the own contacts and does not see others'", async () => {
    const seller = await makeImporter('SALES');
    await addContact({ name: 'Чужая', phones: ['+79160000001'] });
    await addContact({ name: 'Своя', inn: '7707083893', ownerId: seller.userId });
    expect((await carryOut((await upload(csv([anna, firm]), 'a.csv', seller)).id, seller)).counts).toEqual({ failed: 1, updated: 1 });
    const narrow = await makeImporter('SALES', 'own');
    expect((await carryOut((await upload(csv([anna]), 'a.csv', narrow)).id, narrow)).counts).toEqual({ created: 1 });
  });

  it("another organisation's contacts and imports are behind the wall", async () => {
    const record = await upload(csv([anna]));
    const other = await makeOrganization(db);
    await db.contact.create({ data: contactData({ organizationId: other.id, phones: ['+79160000001'] }) });
    expect((await carryOut(record.id)).counts).toEqual({ created: 1 });
    expect(await findImport(orgDb(other.id), record.id, { userId: importer.userId, seesAll: true }, [])).toBeNull();
    expect(await db.contact.count({ where: { organizationId: other.id } })).toBe(1);
  });
});

describe('runs', () => {
  const many = csv(Array.from({ length: 9 }, (_none, index) => [`Клиент ${index + 1}`, `8916000000${index}`, '', '', '']));

  it('two starts at once are one', async () => {
    const record = await upload(many);
    const trials = await Promise.all([1, 2, 3].map(() => startTrial(importer, record)));
    expect(new Set(trials.map((trial) => trial.ok && trial.runId)).size).toBe(1);
    const [tried] = trials;
    await work(tried?.ok ? tried.runId : '');
    const fresh = await read(record.id);
    const starts = await Promise.all([1, 2, 3].map(() => startImport(importer, fresh)));
    expect(new Set(starts.map((start) => start.ok && start.runId)).size).toBe(1);
    expect(starts.filter((start) => start.ok && start.isNew)).toHaveLength(1);
    expect(await saveChoices(organizationId, fresh, fresh.choices)).toEqual({ ok: false, error: 'started' });
  });

  it('needs a trial of the same choices', async () => {
    const record = await upload(many);
    expect(await startImport(importer, record)).toEqual({ ok: false, error: 'notTried' });
    await choose(record.id, { mode: 'create' });
    expect(await startTrial(importer, record)).toEqual({ ok: false, error: 'stale' });
  });

  it('goes on behind the last batch after a crash, also with two workers', async () => {
    const record = await upload(many);
    const trial = await startTrial(importer, record);
    await work(trial.ok ? trial.runId : '');
    const started = await startImport(importer, await read(record.id));
    const runId = started.ok ? started.runId : '';
    expect(await importSlice({ organizationId, runId, signal: signal(), batchSize: 2, sliceMs: 0 })).toBe(false);
    expect(await contacts()).toHaveLength(2);
    await Promise.all([1, 2].map(() => importSlice({ organizationId, runId, signal: signal(), batchSize: 2 })));
    expect((await work(runId, { batchSize: 2 })).state).toBe('DONE');
    expect(await contacts()).toHaveLength(9);
    expect(await db.runRow.count({ where: { runId } })).toBe(9);
    expect(await db.auditLog.findMany({ where: { organizationId }, select: { action: true, after: true } })).toEqual([{ action: 'import', after: { created: 9 } }]);
  });

  it('stops between batches and can still be undone', async () => {
    const record = await upload(many);
    const trial = await startTrial(importer, record);
    await work(trial.ok ? trial.runId : '');
    const started = await startImport(importer, await read(record.id));
    const runId = started.ok ? started.runId : '';
    await importSlice({ organizationId, runId, signal: signal(), batchSize: 4, sliceMs: 0 });
    expect(await cancelRun(own(), runId)).toBe(true);
    expect(await importSlice({ organizationId, runId, signal: signal(), batchSize: 4 })).toBe(true);
    expect(await contacts()).toHaveLength(4);
    expect((await undo(record.id)).counts).toEqual({ reverted: 4 });
    expect(await contacts()).toHaveLength(0);
  });
});

describe('undo', () => {
  it('restores what was changed and leaves what was worked on since', async () => {
    const changed = await addContact({ name: 'Прежняя', phones: ['+79160000001'], city: 'Клин' });
    const edited = await addContact({ name: 'Правленая', phones: ['+79160000003'] });
    const rows = [anna, ['Правка', '89160000003', '', 'Уфа', ''], firm, ['С делом', '89160000004', '', '', '']];
    const record = await upload(csv(rows));
    await carryOut(record.id);
    await db.contact.update({ where: { id: edited.id }, data: { notes: 'позвонить', version: { increment: 1 } } });
    const withDeal = await db.contact.findFirstOrThrow({ where: { organizationId, name: 'С делом' } });
    const pipeline = await db.pipeline.create({ data: { organizationId, name: 'Продажи' } });
    await db.deal.create({ data: { organizationId, title: 'Скважина', contactId: withDeal.id, pipelineId: pipeline.id, currency: 'RUB' } });
    const { counts, run } = await undo(record.id);
    expect(counts).toEqual({ reverted: 2, conflict: 2 });
    expect(run).toMatchObject({ state: 'DONE', total: 4, done: 4 });
    const codes = await db.runRow.findMany({ where: { runId: run.id, outcome: 'conflict' }, orderBy: { position: 'asc' }, select: { recordId: true, errors: true } });
    expect(codes).toEqual([
      { recordId: edited.id, errors: [{ field: null, code: 'edited' }] },
      { recordId: withDeal.id, errors: [{ field: null, code: 'hasDeals' }] },
    ]);
    expect(await db.contact.findUniqueOrThrow({ where: { id: changed.id } })).toMatchObject({ name: 'Прежняя', city: 'Клин', emails: [], version: 3 });
    expect((await contacts()).map(({ name }) => name)).toEqual(['Правка', 'Прежняя', 'С делом']);
    const again = await startUndo(importer, await read(record.id));
    expect(again).toMatchObject({ ok: true, isNew: false });
  });
});

describe('export', () => {
  const language = ['ru', 'en'] as const;

  test.each(language.flatMap((lang) => (['csv', 'xlsx'] as const).map((format) => [lang, format] as const)))('comes back unchanged: %s, %s', async (lang, format) => {
    await db.customField.createMany({
      data: [
        { organizationId, entity: 'CONTACT', key: 'area', label: 'Площадь', type: 'NUMBER' },
        { organizationId, entity: 'CONTACT', key: 'born', label: 'Дата рождения', type: 'DATE' },
        { organizationId, entity: 'CONTACT', key: 'vip', label: 'VIP', type: 'YES_NO' },
      ],
    });
    await addContact({ name: '=HYPERLINK("http://x")', phones: ['+79160000001', '+4930901820'], emails: ['a@b.ru', 'c@d.ru'], notes: 'строка «раз»;\n"строка", два', tags: ['опт', 'VIP клиент'] });
    await addContact({ name: "'=1", kind: 'COMPANY', inn: '7707083893', kpp: '770701001', custom: { area: '1250.5', born: '1990-05-06', vip: true }, ownerId: importer.userId });
    await addContact({ name: 'Без ключей', address: 'Мира, 1', source: '-скидка', custom: { vip: false } });
    const before = await contacts();
    const customFields = await listCustomFields(own(), 'CONTACT');
    const viewer = { organizationId, timeZone: 'Europe/Moscow', userId: importer.userId, reach: 'all' as const };
    const table = contactTable({
      contacts: exportContacts(own(), { viewer, filter: EMPTY_CONTACT_FILTER, now: new Date() }),
      customFields, members: await listMemberNames(own(), 'contacts'), t: await fixedT(lang), language: lang, fileName: 'Контакты',
    });
    const answer = await answerWithTable(table, format);
    const bytes = Buffer.from(await answer!.arrayBuffer());
    if (format === 'csv') expect(bytes.toString()).not.toMatch(/(^|[;,])=/m);
    const record = await upload(bytes, `export.${format}`);
    expect(record.choices).toMatchObject({ mode: 'upsert', keys: ['id'] });
    expect(record.choices.columns.filter((field) => field === null)).toHaveLength(1);
    expect((await carryOut(record.id)).counts).toEqual({ unchanged: 3 });
    expect(await contacts()).toEqual(before);
  });
});

async function fixedT(language: string) {
  const i18n = createInstance();
  const { default: resources } = language === 'ru' ? await import('~/locales/ru') : await import('~/locales/en');
  await i18n.init({ lng: language, resources: { [language]: resources }, defaultNS: 'imports' });
  return i18n.getFixedT(language, 'imports');
}
