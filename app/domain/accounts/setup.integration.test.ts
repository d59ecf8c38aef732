import { describe, expect, it, vi } from 'vitest';
import { db } from '~/platform/db.server';
import { setupSchema } from './setup.schema';
import { isSetUp, setUpInstallation } from './setup.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
});

describe('setUpInstallation', () => {
  it('makes exactly one organisation, whoever asks at once', async () => {
    expect(await isSetUp()).toBe(false);
    const inputs = Array.from({ length: 10 }, (_, index) =>
      setupSchema.parse({
        organizationName: `Компания ${index}`,
        timeZone: 'Asia/Yekaterinburg',
        currency: 'RUB',
        services: 'Монтаж\nРемонт',
        name: `Владелец ${index}`,
        email: `owner-${index}@example.com`,
        password: 'длинная хорошая фраза',
      }),
    );
    const made = (await Promise.all(inputs.map((input) => setUpInstallation(input)))).filter((answer) => answer !== null);
    expect(made).toHaveLength(1);
    const organizations = await db.organization.findMany({
      select: {
        slug: true,
        isDefault: true,
        memberships: { select: { userId: true, role: true } },
        catalogItems: { select: { name: true, kind: true, offeredOnForm: true }, orderBy: { position: 'asc' } },
        scoringRules: { select: { version: true, state: true } },
      },
    });
    expect(organizations).toEqual([
      {
        slug: made[0]?.slug,
        isDefault: true,
        memberships: [{ userId: made[0]?.userId, role: 'OWNER' }],
        catalogItems: ['Монтаж', 'Ремонт'].map((name) => ({ name, kind: 'SERVICE', offeredOnForm: true })),
        scoringRules: [{ version: 1, state: 'PUBLISHED' }],
      },
    ]);
    expect(await db.user.count()).toBe(1);
    expect(await isSetUp()).toBe(true);
    expect(await setUpInstallation({ ...inputs[0]!, slug: 'late', email: 'late@example.com' })).toBeNull();
  });
});
