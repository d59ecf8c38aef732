import { randomUUID } from 'node:crypto';
import type { CollectBatch } from '~/browser/collector';
import { createCollector } from '~/domain/behavior/collector.server';
import { ensureFormVersion } from '~/domain/behavior/form-version.server';
import { db } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import type { RateLimit } from '~/platform/rate-limit.server';
import { makeOrganization } from '../prisma/factories';

export const ELEMENT_KEYS = ['firstName', 'email', 'phone', 'comments', 'submit'];

/** An organisation with a form version, and a maker of batches of new views for it. */
export async function makeForm() {
  const organization = await makeOrganization(db);
  const version = await ensureFormVersion(organization.id, ELEMENT_KEYS);
  const makeBatch = (change: Partial<CollectBatch> = {}): CollectBatch => ({
    org: organization.slug, view: randomUUID(), form: version, load: 1_790_000_000_000, n: 0, breakpoint: 'md',
    activeMs: 1_000, section: 1, started: false, ...change,
  });
  return { organization, version, makeBatch };
}

const open: RateLimit = { spend: () => Promise.resolve(0) };
const collect = createCollector({ limit: open });

/** Sends a batch, or any text, to the collector. */
export function send(batch: CollectBatch | string, headers: Record<string, string> = {}): Promise<Response> {
  const body = typeof batch === 'string' ? batch : JSON.stringify(batch);
  const request = new Request('http://localhost/collect', { method: 'POST', body, headers: { 'Content-Length': String(Buffer.byteLength(body)), ...headers } });
  const context = { nonce: '', requestId: 'test', clientAddress: '127.0.0.1', isSecure: false, origin: 'http://localhost', log };
  return collect({ req: { raw: request }, get: () => context });
}
