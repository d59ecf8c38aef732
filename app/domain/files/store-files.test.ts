import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from './file-types';
import { checkUploads } from './store-files.server';

const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-files-'));
const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364600000000600023081d02f0000000049454e44ae426082', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const heic = Buffer.from('00000018667479706865696300000000686569636d696631', 'hex');
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([26, 0, 0, 0]), Buffer.from('WEBPVP8L'), Buffer.alloc(18)]);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF');

function upload(name: string, content: Buffer | string) {
  const file = path.join(folder, String(Math.random()));
  writeFileSync(file, content);
  return { field: 'files', name, path: file, size: content.length, sha256: '0'.repeat(64) };
}

describe('checkUploads', () => {
  it.each([
    ['a.png', png, 'image/png'],
    ['A.JPEG', jpeg, 'image/jpeg'],
    ['photo.heic', heic, 'image/heic'],
    ['photo.webp', webp, 'image/webp'],
    ['plan.pdf', pdf, 'application/pdf'],
    ['without-ending', pdf, 'application/pdf'],
  ])('takes %s', async (name, content, contentType) => {
    expect((await checkUploads([upload(name, content)])).accepted[0]).toMatchObject({ contentType });
  });

  it.each([
    ['a picture that is a PDF', 'a.png', pdf],
    ['a picture that is a page', 'a.jpg', '<html><script>alert(1)</script></html>'],
    ['a PDF that is a program', 'a.pdf', Buffer.from('7f454c4602010100', 'hex')],
    ['a drawing with scripts', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a picture that calls itself a page', 'a.html', png],
    ['text', 'a.txt', 'hello'],
  ])('refuses %s', async (_what, name, content) => {
    const { accepted, refused } = await checkUploads([upload(name, content)]);
    expect([accepted, refused]).toEqual([[], [name]]);
  });
});

describe('cleanFileName', () => {
  it.each([
    ['../../etc/passwd.png', 'passwd.png'],
    ['C:\\photos\\план.JPG', 'план.jpg'],
    ['a\u202egnp.exe\u0000.png', 'agnp.exe.png'],
    ['<b>"x".png', '_b__x_.png'],
    ['...png', 'png.png'],
    [`${'я'.repeat(300)}.png`, `${'я'.repeat(120)}.png`],
  ])('%s', (name, expected) => {
    expect(cleanFileName(name, 'image/png')).toBe(expected);
  });
});
