import { mkdtempSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization, makeService } from '../../../prisma/factories';
import { db } from '~/platform/db.server';
import type { CheckedUpload } from '~/domain/files/store-files.server';
import { announceNewLead } from './announce-lead.server';
import type { PublicFormInput } from './public-form.schema';
import { sendLead, type SendLeadInput } from './send-lead.server';

const dataDir = vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-send-${process.pid}-${Date.now()}`;
  return process.env.DATA_DIR;
});

vi.mock('./announce-lead.server', () => ({ announceNewLead: vi.fn(() => Promise.resolve()) }));

const now = new Date('2026-11-20T10:00:00Z');
let organizationId: string;
let serviceId: string;

beforeEach(async () => {
  ({ id: organizationId } = await makeOrganization(db));
  ({ id: serviceId } = await makeService(db, { organizationId }));
  vi.mocked(announceNewLead).mockReset();
});

const form = (changes: Partial<PublicFormInput> = {}): PublicFormInput => ({
  firstName: 'Иван', lastName: 'Петров', middleName: null, email: 'ivan@example.ru', phone: '+79991234567', serviceId,
  businessInfo: null, businessNiche: null, companySize: '500+', budget: '5 млн', deadline: '1w', convenientTime: null,
  preferredContactMethod: null, comments: null, privacyConsent: true, behaviorConsent: false, ...changes,
});

const send = (changes: Partial<SendLeadInput> = {}) =>
  sendLead({
    organizationId, form: form(), uploads: [], submissionKey: 'first-page', viewId: null, quarantineReason: null, locale: 'ru',
    source: { utm_source: 'mail' }, consent: { versions: null, shownAt: now, source: 'form' }, now, ...changes,
  });

function upload(content: string, sha256 = content.padEnd(64, '0')): CheckedUpload {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'upload-')), 'photo');
  writeFileSync(file, content);
  return { path: file, name: 'фото.jpg', contentType: 'image/jpeg', size: content.length, sha256 };
}

const leads = () => db.lead.findMany({ where: { organizationId }, include: { files: true, activities: { orderBy: { createdAt: 'asc' } } } });
const storedBytes = async () => (await readdir(path.join(dataDir, 'files', organizationId)).catch(() => [])).length;

describe('sendLead', () => {
  it('keeps the request scored, timed and with its history', async () => {
    const result = await send();
    const [lead] = await leads();
    expect(result).toMatchObject({ ok: true, outcome: 'created', publicToken: lead?.publicToken });
    expect(lead).toMatchObject({ score: 100, ruleScore: 100, priority: 'high', scoringVersion: 1, state: 'NEW', locale: 'ru', source: { utm_source: 'mail' } });
    expect(lead?.responseDueAt).toEqual(new Date('2026-11-20T11:00:00Z'));
    expect(lead?.budgetAmount?.toString()).toBe('5000000');
    expect(lead?.reference).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
    expect(lead?.publicToken).toMatch(/^[\w-]{43}$/);
    expect(lead?.activities.map(({ event }) => event)).toEqual(['lead.created']);
    expect(announceNewLead).toHaveBeenCalledOnce();
  });

  it.each([
    ['emoji', 'Нужно 🏗️👷‍♀️ завтра'],
    ['right to left', 'שלום عالم'],
    ['HTML', '<script>alert(1)</script>'],
    ['SQL', `'); DROP TABLE "Lead"; --`],
  ])('keeps %s as it is', async (_name, comments) => {
    await send({ form: form({ comments, lastName: comments }) });
    expect((await leads())[0]).toMatchObject({ comments, lastName: comments });
  });

  it('makes one request of a page sent many times at once', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => send()));
    const kept = await leads();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ duplicateCount: 0 });
    expect(new Set(results.map((result) => result.ok && result.publicToken)).size).toBe(1);
    expect(announceNewLead).toHaveBeenCalledOnce();
  });

  it('counts another page with the same e-mail or phone within ten minutes, also at once', async () => {
    await Promise.all([
      send({ submissionKey: 'a' }),
      send({ submissionKey: 'b', form: form({ phone: null }) }),
      send({ submissionKey: 'c', form: form({ email: 'other@example.ru' }) }),
    ]);
    const kept = await leads();
    // b and c have nothing in common but a: who comes first decides whether they are one or two.
    expect(kept.length).toBeLessThanOrEqual(2);
    expect(kept.reduce((sum, { duplicateCount }) => sum + duplicateCount + 1, 0)).toBe(3);
  });

  it('keeps what a second sending says otherwise, and its new files', async () => {
    await send({ uploads: [upload('one')] });
    const later = new Date(now.getTime() + 9 * 60_000);
    const result = await send({ submissionKey: 'b', now: later, form: form({ phone: '+79990000000', comments: 'Ещё подъезд' }), uploads: [upload('one'), upload('two')] });
    const [lead, ...others] = await leads();
    expect(result).toMatchObject({ ok: true, outcome: 'counted', publicToken: lead?.publicToken });
    expect(others).toEqual([]);
    expect(lead).toMatchObject({ duplicateCount: 1, lastDuplicateAt: later, phone: '+79991234567' });
    expect(lead?.activities[1]).toMatchObject({ event: 'lead.duplicate', data: { changed: { phone: '+79990000000', comments: 'Ещё подъезд' }, files: ['фото.jpg'] } });
    expect(lead?.files).toHaveLength(2);
    expect(await storedBytes()).toBe(2);
  });

  it.each([
    ['after ten minutes', { submissionKey: 'b', now: new Date(now.getTime() + 10 * 60_000 + 1) }],
    ['of a person beside a suspicious one', { submissionKey: 'b', quarantineReason: 'too_fast' as const }],
  ])('is a request of its own %s', async (_name, changes) => {
    await send();
    expect(await send(changes)).toMatchObject({ outcome: 'created' });
    expect(await leads()).toHaveLength(2);
  });

  it('is a request of its own for another service', async () => {
    const other = await makeService(db, { organizationId });
    await send();
    expect(await send({ submissionKey: 'b', form: form({ serviceId: other.id }) })).toMatchObject({ outcome: 'created' });
  });

  it('sets aside quietly: kept, timed, not announced', async () => {
    expect(await send({ quarantineReason: 'honeypot' })).toMatchObject({ ok: true, outcome: 'created' });
    expect((await leads())[0]).toMatchObject({ quarantineReason: 'honeypot', state: 'NEW' });
    expect(announceNewLead).not.toHaveBeenCalled();
  });

  it('takes no service that is foreign, inactive or not offered', async () => {
    const foreign = await makeService(db, { organizationId: (await makeOrganization(db)).id });
    const inactive = await makeService(db, { organizationId, isActive: false });
    const inside = await makeService(db, { organizationId, offeredOnForm: false });
    for (const { id } of [foreign, inactive, inside]) {
      expect(await send({ form: form({ serviceId: id }), uploads: [upload('one')] })).toEqual({ ok: false, error: 'serviceGone' });
    }
    expect(await leads()).toEqual([]);
    expect(await storedBytes()).toBe(0);
  });

  it('leaves neither row nor file behind when it fails', async () => {
    vi.mocked(announceNewLead).mockRejectedValueOnce(new Error('no mail'));
    await expect(send({ uploads: [upload('one'), upload('two')] })).rejects.toThrow('no mail');
    expect(await leads()).toEqual([]);
    expect(await db.file.count({ where: { organizationId } })).toBe(0);
    expect(await storedBytes()).toBe(0);
  });
});
