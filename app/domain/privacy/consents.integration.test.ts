import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { rememberVisitor, withdrawConsentOfVisitor } from '~/domain/behavior/consent.server';
import { withdrawLeadConsent } from '~/domain/leads/withdraw-lead-consent.server';
import { db, orgDb } from '~/platform/db.server';
import { listConsents, recordConsents } from './consent-records.server';
import { createConsentDefaults, findConsentVersions, findShownTexts, publishConsentText } from './consent-texts.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);
let organizationId: string;
let userId: string;
let leadId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  userId = (await makeMember(db, { organizationId })).user.id;
  await createConsentDefaults(db, organizationId, 'Первый');
  const service = await makeService(db, { organizationId });
  leadId = (await makeLead(db, { organizationId, serviceId: service.id, behaviorConsent: true })).id;
});

const own = () => orgDb(organizationId);
const publish = (text: string, seen: number, now = at('10:00')) => publishConsentText({ organizationId, userId }, { kind: 'PRIVACY', seen, text }, now);

describe('texts of consent', () => {
  it('get a new version and keep the old ones', async () => {
    expect(await publish('Второй', 1)).toEqual({ ok: true, version: 2 });
    expect(await publish('Второй', 2)).toEqual({ ok: false, error: 'same' });
    expect(await publish('Третий', 1)).toMatchObject({ ok: false, error: 'stale', current: { version: 2 } });
    expect(await findConsentVersions(own())).toEqual({ PRIVACY: 2, BEHAVIOR: 1 });
    expect(await findShownTexts(own(), null)).toMatchObject({ privacy: { text: 'Второй', version: 2, isCurrent: true }, versions: [{ version: 2 }, { version: 1 }] });
    expect(await findShownTexts(own(), 1)).toMatchObject({ privacy: { text: 'Первый', version: 1, isCurrent: false } });
    expect((await findShownTexts(own(), 9)).privacy).toBeNull();
  });

  it('of two that publish at once one is told of the other', async () => {
    const results = await Promise.all([publish('А', 1), publish('Б', 1)]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual(['ok', 'stale']);
  });
});

describe('a consent', () => {
  it('is noted with the version that was shown, not with the newest one', async () => {
    await publish('Второй', 1);
    const given = { organizationId, leadId, hasBehavior: true, source: 'form' as const, now: at('12:00') };
    await own().$transaction((tx) => recordConsents(tx, { ...given, versions: { PRIVACY: 1, BEHAVIOR: 1 }, shownAt: at('09:00') }));
    await own().$transaction((tx) => recordConsents(tx, { ...given, hasBehavior: false, versions: null, shownAt: at('11:00') }));
    await own().$transaction((tx) => recordConsents(tx, { ...given, hasBehavior: false, versions: null, shownAt: at('09:00') }));
    const consents = await listConsents(own(), [leadId]);
    expect(consents.map(({ kind, textVersion }) => `${kind} ${textVersion}`).sort()).toEqual(['BEHAVIOR 1', 'PRIVACY 1', 'PRIVACY 1', 'PRIVACY 2']);
  });

  it('to behaviour is marked as withdrawn by the request and by the visitor', async () => {
    await own().$transaction((tx) => recordConsents(tx, { organizationId, leadId, hasBehavior: true, versions: null, shownAt: at('09:00'), source: 'form', now: at('09:00') }));
    await withdrawLeadConsent(organizationId, leadId, at('13:00'));
    const consents = await listConsents(own(), [leadId]);
    expect(consents.map(({ kind, withdrawnAt }) => [kind, withdrawnAt])).toEqual([['PRIVACY', null], ['BEHAVIOR', at('13:00')]]);

    await db.formVersion.create({ data: { organizationId, version: 'v1', elementKeys: [] } });
    const viewId = randomUUID();
    await db.formView.create({ data: { id: viewId, organizationId, formVersion: 'v1', breakpoint: 'md', day: at('00:00'), openedAt: at('14:00') } });
    const visitorId = await rememberVisitor({ organizationId, viewId, visitorId: null, now: at('14:01') });
    expect(await db.consentRecord.findMany({ where: { visitorId }, select: { kind: true, withdrawnAt: true } })).toEqual([{ kind: 'BEHAVIOR', withdrawnAt: null }]);
    await withdrawConsentOfVisitor(organizationId, visitorId ?? '');
    expect((await db.consentRecord.findFirstOrThrow({ where: { visitorId } })).withdrawnAt).not.toBeNull();
  });
});
