import { z } from '@hono/zod-openapi';
import { CONSENT_KINDS, CONSENT_TEXT_MAX, consentTextSchema } from '~/domain/privacy/consent.schema';
import { listConsentTexts, publishConsentText } from '~/domain/privacy/consent-texts.server';
import { RETENTION, RETENTION_KINDS } from '~/domain/privacy/retention';
import { findRetention, saveRetention } from '~/domain/privacy/retention.server';
import { countExpired } from '~/domain/privacy/retention-sweep.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { id, moment, text } from '../ground/schemas';

const TAG = 'Personal data';
const BASE = '/personal-data';
const READ = { resource: 'personalData', action: 'read' } as const;
const UPDATE = { resource: 'personalData', action: 'update' } as const;

const days = z.int().min(0).max(99_999).nullable().openapi({ example: 365, description: 'null: for ever' });
const period = z
  .object({ kind: z.enum(RETENTION_KINDS), days, min: z.int(), max: z.int(), mayBeForever: z.boolean(), byDefault: days, expired: z.int().min(0).openapi({ description: 'Rows that would go now, up to 10,000; 10,001 means more' }) })
  .openapi('RetentionPeriod');
const consentText = z.object({ kind: z.enum(CONSENT_KINDS), version: z.int().min(1), text: z.string().openapi({ description: 'Empty: the standard text of the program' }), publishedAt: moment, publishedById: id.nullable() }).openapi('ConsentText');
const retentionKind = z.enum(RETENTION_KINDS).openapi({ example: 'trash' });

export const privacySettingsOperations: Operation[] = [
  staffOperation(READ, { id: 'privacy.retention', method: 'get', path: `${BASE}/retention`, tag: TAG, summary: 'Read retention periods', answer: z.object({ items: z.array(period) }) }, async ({ caller, now }) => {
    const periods = await findRetention(caller.db);
    const expired = await countExpired(caller.db, caller.org.id, periods, now);
    return answer({ items: RETENTION_KINDS.map((kind) => ({ kind, days: periods[kind], expired: expired[kind], ...RETENTION[kind] })) });
  }),
  staffOperation(
    UPDATE,
    { id: 'privacy.setRetention', method: 'put', path: `${BASE}/retention/{retentionKind}`, tag: TAG, summary: 'Set a retention period', params: z.object({ retentionKind }), body: z.strictObject({ days: days.openapi({ example: 30 }), seen: days.openapi({ example: 30, description: 'The period as you know it' }) }), problems: ['stale'], does: ['/settings/personal-data/retention retention'] },
    async ({ caller, params: { retentionKind: kind }, body }) => {
      const saved = await saveRetention({ organizationId: caller.org.id, userId: caller.user.id }, { kind, ...body });
      if (!saved.ok && saved.error === 'notAllowed') throw invalid('/days', 'notAllowed', `From ${RETENTION[kind].min} to ${RETENTION[kind].max}${RETENTION[kind].mayBeForever ? ', or null' : ''}.`);
      if (!saved.ok) throw new ApiProblem('stale', { extra: { current: 'current' in saved ? saved.current : null } });
      return done();
    },
  ),
  staffOperation(READ, { id: 'privacy.consentTexts', method: 'get', path: `${BASE}/consent-texts`, tag: TAG, summary: 'List texts of consent', description: 'All versions, the newest of each kind first.', answer: z.object({ items: z.array(consentText) }) }, async ({ caller }) => answer({ items: await listConsentTexts(caller.db) })),
  staffOperation(
    UPDATE,
    { id: 'privacy.publishConsentText', method: 'post', path: `${BASE}/consent-texts`, tag: TAG, summary: 'Publish a new version of a text', description: 'Published texts never change.', body: z.strictObject({ kind: z.enum(CONSENT_KINDS), seen: z.int().min(0).max(2_147_483_647).openapi({ description: 'The newest version that you know', example: 1 }), text: text(CONSENT_TEXT_MAX) }), answer: z.object({ version: z.int().min(1) }).openapi('PublishedConsentText'), status: 201, conflict: 'The text is the same as before', problems: ['stale'], does: ['/settings/personal-data/consents publish'] },
    async ({ caller, body, now }) => {
      const published = await publishConsentText({ organizationId: caller.org.id, userId: caller.user.id }, readInput(consentTextSchema, body, 'personal-data'), now);
      if (published.ok) return answer({ version: published.version });
      if (published.error === 'same') throw conflict('same', 'The text has not changed.');
      throw new ApiProblem('stale', { extra: { current: published.current } });
    },
  ),
];
