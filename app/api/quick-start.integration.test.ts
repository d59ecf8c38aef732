import { serve } from '@hono/node-server';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, it } from 'vitest';
import { createOrganizationDefaults } from '~/domain/accounts/organization-defaults.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { db } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../../prisma/factories';
import { openApi, type TestApi } from '../../test/api';

let api: TestApi;

beforeAll(async () => {
  api = await openApi();
  const { id: organizationId } = await makeOrganization(db, { slug: 'demo' });
  await createOrganizationDefaults(db, organizationId);
  await makeMember(db, { organizationId, role: 'OWNER', user: { email: 'owner@demo.test', passwordHash: await hashPassword('demo-password') } });
});

/** Runs a script with curl and jq, those of the machine or their stand-ins. */
async function runScript(script: string): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { env: { ...process.env, PATH: `${process.env.PATH}:${process.cwd()}/test/stand-ins` } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [output, errors] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  return { code: await ended, output: output.toString(), errors: errors.toString() };
}

it('does what it says, command by command', async () => {
  const text = await readFile('docs/api.md', 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThan(5);
  const server = serve({ fetch: (request: Request) => api.fetch(request.url.replace(/^https?:\/\/[^/]+\/api/, ''), request), port: 0, hostname: '127.0.0.1' });
  try {
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, output, errors } = await runScript(blocks.join('\n').replace('http://localhost:3000', `http://127.0.0.1:${port}`));
    expect(errors).toBe('');
    expect(code).toBe(0);
    expect(output).toContain('APPROVED\nIN_PROGRESS\nCOMPLETED\n');
    expect(output).toMatch(/"total": "14400.00",\s+"paid": "14400.00",\s+"balance": "0.00"/);
    expect(await db.contact.count({ where: { name: 'ООО «Вектор»' } })).toBe(1);
    expect(await db.tokenFamily.count({ where: { revokedAt: null } })).toBe(0);
  } finally {
    server.close();
  }
});
