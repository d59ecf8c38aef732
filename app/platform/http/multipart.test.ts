import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { FormBodyError, readFormBody } from './multipart.server';

const limits = { fieldBytes: 100, textBytes: 250, files: 2, fileBytes: 1000 };

function request(parts: Record<string, string | File | (string | File)[]>) {
  const form = new FormData();
  for (const [name, values] of Object.entries(parts)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return new Request('http://own.test/', { method: 'POST', body: form });
}
const file = (name: string, size: number) => new File([new Uint8Array(size).fill(65)], name, { type: 'image/png' });

describe('readFormBody', () => {
  it('reads text and files, with names of any alphabet', async () => {
    const body = await readFormBody(request({ firstName: 'Иван 😀', files: [file('Мой план.png', 10), file('b.png', 20)] }), limits);
    expect(body.fields.get('firstName')).toBe('Иван 😀');
    expect(body.uploads.map(({ field, name, size }) => [field, name, size])).toEqual([['files', 'Мой план.png', 10], ['files', 'b.png', 20]]);
    expect(body.uploads[0]?.sha256).toMatch(/^[\da-f]{64}$/);
    expect(readFileSync(body.uploads[0]?.path ?? '', 'utf8')).toBe('A'.repeat(10));
    await body.dispose();
    expect(existsSync(body.uploads[0]?.path ?? '')).toBe(false);
  });

  it('reports files beyond the limits and keeps the text', async () => {
    const body = await readFormBody(request({ files: [file('big.png', 1001), file('b.png', 5), file('c.png', 5)], comments: 'kept' }), limits);
    expect([body.tooLarge, body.hasTooManyFiles, body.fields.get('comments')]).toEqual([['big.png'], true, 'kept']);
    expect(body.uploads.map(({ name }) => name)).toEqual(['b.png']);
    await body.dispose();
  });

  it('passes over an empty file control and, on wish, all files', async () => {
    expect((await readFormBody(request({ files: file('', 0), a: '1' }), limits)).uploads).toEqual([]);
    expect((await readFormBody(request({ files: file('a.png', 9), a: '1' }), limits, false)).uploads).toEqual([]);
  });

  it.each([
    ['one long field', { comments: 'x'.repeat(101) }],
    ['many fields', Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`f${i}`, 'x'.repeat(99)]))],
  ])('refuses %s', async (_name, parts) => {
    await expect(readFormBody(request(parts), limits)).rejects.toMatchObject({ status: 413 });
  });

  it('takes urlencoded text under the same limits', async () => {
    const post = (body: URLSearchParams) => readFormBody(new Request('http://own.test/', { method: 'POST', body }), limits);
    expect((await post(new URLSearchParams({ a: 'б' }))).fields.get('a')).toBe('б');
    await expect(post(new URLSearchParams({ a: 'x'.repeat(101) }))).rejects.toMatchObject({ status: 413 });
  });

  it.each([
    ['JSON', { 'Content-Type': 'application/json' }, '{}'],
    ['multipart without a boundary', { 'Content-Type': 'multipart/form-data' }, 'x'],
    ['multipart that breaks off', { 'Content-Type': 'multipart/form-data; boundary=b' }, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nval'],
  ])('refuses %s as unreadable', async (_name, headers, body) => {
    await expect(readFormBody(new Request('http://own.test/', { method: 'POST', headers, body }), limits)).rejects.toEqual(expect.any(FormBodyError));
  });

  it('leaves nothing behind when the sender vanishes within a file', async () => {
    const own = mkdtempSync(path.join(os.tmpdir(), 'teplo-test-'));
    vi.stubEnv('TMPDIR', own);
    const start = '--X\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nabc';
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
      pull: async (controller) => {
        await pause(5);
        controller.error(new Error('gone'));
      },
    });
    const headers = { 'Content-Type': 'multipart/form-data; boundary=X' };
    const vanished = new Request('http://own.test/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    await expect(readFormBody(vanished, limits)).rejects.toThrow(FormBodyError);
    expect(readdirSync(own)).toEqual([]);
    vi.unstubAllEnvs();
    rmSync(own, { recursive: true });
  });
});
