import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import { describe, expect, it } from 'vitest';
import { readXlsx } from './read-xlsx.server';

const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-xlsx-'));
const MEGABYTE = 1024 * 1024;

/** An archive of one deflated entry that claims what it is told to claim. */
function zipOf(name: string, content: Buffer, claimed = content.length): string {
  const packed = deflateRawSync(content, { level: 9 });
  const label = Buffer.from(name);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(claimed, 18);
  facts.writeUInt16LE(label.length, 22);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), facts, label, packed]);
  const central = Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, Buffer.alloc(14), label]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  const file = path.join(folder, `${Math.random()}.xlsx`);
  writeFileSync(file, Buffer.concat([local, central, end]));
  return file;
}

describe('readXlsx', () => {
  it('reads a sheet', async () => {
    const file = path.join(folder, 'good.xlsx');
    await writeExcelFile([[{ value: 'Имя' }], [{ value: 'Анна' }]]).toFile(file);
    expect((await readXlsx(file)).rows).toEqual([['Имя'], ['Анна']]);
  });

  it('refuses an archive that unfolds beyond all measure, by its own word', async () => {
    await expect(readXlsx(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(MEGABYTE), 700 * MEGABYTE))).rejects.toMatchObject({ problem: 'tooLarge' });
  });

  it('refuses one that unfolds beyond what it claims, before it is unfolded', async () => {
    const before = process.memoryUsage().rss;
    await expect(readXlsx(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(200 * MEGABYTE), 1_000))).rejects.toMatchObject({ problem: 'brokenXlsx' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MEGABYTE);
  });

  it.each([
    ['no archive', Buffer.from('PK and nothing of the kind')],
    ['an archive cut off', Buffer.from('504b0304140000000800', 'hex')],
  ])('refuses %s', async (_what, content) => {
    const file = path.join(folder, `${Math.random()}.xlsx`);
    writeFileSync(file, content);
    await expect(readXlsx(file)).rejects.toMatchObject({ problem: 'brokenXlsx' });
  });
});
