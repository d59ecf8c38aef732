import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization, makeService } from '../../../prisma/factories';
import { ensureFormVersion } from '~/domain/behavior/form-version.server';
import { createFormToken, signFormToken } from '~/domain/leads/form-token.server';
import { formTrackKeys } from '~/domain/leads/form-track-keys';
import { findPublicOrganization, type PublicOrganization } from '~/domain/leads/public-form.server';
import { db } from '~/platform/db.server';
import { takeForm } from './__take-form.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.FORM_LIMIT_PER_MINUTE = '3';
  process.env.DATA_DIR = `/tmp/teplo-take-${process.pid}-${Date.now()}`;
});

let organization: PublicOrganization;
let fields: Record<string, string>;
let address = 0;

beforeEach(async () => {
  const { id, slug } = await makeOrganization(db);
  organization = (await findPublicOrganization(slug)) as PublicOrganization;
  const service = await makeService(db, { organizationId: id });
  await ensureFormVersion(id, formTrackKeys);
  const token = signFormToken(createFormToken(id, { utm_source: 'mail' }, new Date(Date.now() - 60_000)));
  fields = { token, serviceId: service.id, firstName: 'Иван', lastName: 'Петров', email: 'i@example.ru', privacyConsent: 'on' };
  address += 1;
});

const log = { info: () => {}, warn: () => {} };

function take(changes: Record<string, string | File> = {}, headers: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) body.append(name, value);
  const request = new Request('http://own.test/', { method: 'POST', body, headers });
  const context = { clientAddress: `10.0.0.${address}`, isSecure: false, log } as unknown as AppLoadContext;
  return takeForm({ request, context, params: {} } as ActionFunctionArgs, organization);
}

/** What a redirect or a refused form says, in one shape. */
function read(answer: Awaited<ReturnType<typeof take>>) {
  if (!('type' in answer && answer.type === 'DataWithResponseInit')) {
    const { status, headers } = answer as Response;
    return { status, headers, data: null };
  }
  return { status: answer.init?.status, headers: new Headers(answer.init?.headers), data: answer.data };
}

const theLead = () => db.lead.findFirst({ where: { organizationId: organization.id } });

describe('takeForm', () => {
  it('keeps the request and leads to its page', async () => {
    const { status, headers } = read(await take());
    const lead = await theLead();
    expect([status, headers.get('Location'), headers.get('Set-Cookie')]).toEqual([303, `/t/${lead?.publicToken}`, null]);
    expect(lead).toMatchObject({ quarantineReason: null, source: { utm_source: 'mail' }, email: 'i@example.ru' });
  });

  it('remembers the visitor with consent, and never against the browser’s wish', async () => {
    expect(read(await take({ behaviorConsent: 'on' })).headers.get('Set-Cookie')).toContain('teplo_visitor=');
    expect(await db.formView.count({ where: { leadId: (await theLead())?.id } })).toBe(1);
    const second = await take({ behaviorConsent: 'on', email: 'other@example.ru', token: '' }, { DNT: '1' });
    expect(read(second).headers.get('Set-Cookie')).toBeNull();
  });

  it.each([
    ['honeypot', { extraNote: 'cheap' }],
    ['bad_token', { token: 'forged.token' }],
    ['links', { comments: 'http://a.ru http://b.ru http://c.ru' }],
  ])('sets aside (%s) with the same answer', async (reason, changes) => {
    expect(read(await take(changes)).status).toBe(303);
    expect((await theLead())?.quarantineReason).toBe(reason);
  });

  it('shows the form again with what was typed and the same page’s token', async () => {
    const { status, data } = read(await take({ email: 'nobody', comments: '<b>x</b>\u0000', files: new File(['text'], 'a.png') }));
    expect(status).toBe(422);
    expect(data?.values).toMatchObject({ firstName: 'Иван', email: 'nobody', comments: '<b>x</b>\u0000' });
    expect(Object.keys(data?.errors ?? {}).sort()).toEqual(['email', 'files']);
    expect(data?.live?.token).toBe(fields.token);
    expect(await theLead()).toBeNull();
  });

  it('takes control characters and line breaks out of names', async () => {
    await take({ firstName: 'Ив\u0000ан\r\nBcc: x@y.ru', comments: 'a\u0007b' });
    expect(await theLead()).toMatchObject({ firstName: 'Иван Bcc: x@y.ru', comments: 'ab' });
  });

  it('asks to wait above the limit and keeps what was typed', async () => {
    for (let sent = 0; sent < 3; sent++) await take();
    const { status, headers, data } = read(await take({ comments: 'ещё раз' }));
    expect([status, Number(headers.get('Retry-After')) > 0, data?.values.comments]).toEqual([429, true, 'ещё раз']);
  });
});
