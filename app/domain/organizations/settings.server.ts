import type { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { findConsentVersions, publishWithin } from '~/domain/privacy/consent-texts.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { BusinessClock } from '~/domain/leads/response-clock';
import { responseClockSchema, type ResponseClock } from '~/domain/leads/response-clock.schema';
import type { BookingSettings } from '~/domain/bookings/booking-settings.schema';
import type { OrganizationInput, PublicFormSettings } from './settings.schema';

/** The organisation's opening hours and response targets with its time zone. */
export async function findBusinessClock(db: OrgDb | OrgTx): Promise<BusinessClock> {
  const { responseClock, timeZone } = await db.organization.findFirstOrThrow({ select: { responseClock: true, timeZone: true } });
  return { ...responseClockSchema.parse(responseClock), timeZone };
}

const settings = {
  version: true,
  name: true,
  timeZone: true,
  currency: true,
  contactPhone: true,
  contactEmail: true,
  formIntro: true,
  privacyText: true,
  strictBehavior: true,
  requireTwoFactor: true,
  bufferBeforeMin: true,
  bufferAfterMin: true,
} satisfies Prisma.OrganizationSelect;

export type OrganizationSettings = Prisma.OrganizationGetPayload<{ select: typeof settings }> & {
  responseClock: ResponseClock;
  /** Decimal text. */
  shiftHours: string;
};

/** All settings of the organisation, with the version that a save must name. */
export async function findSettings(db: OrgDb | OrgTx): Promise<OrganizationSettings> {
  const row = await db.organization.findFirstOrThrow({ select: { ...settings, responseClock: true, shiftHours: true } });
  return { ...row, shiftHours: row.shiftHours.toFixed(), responseClock: responseClockSchema.parse(row.responseClock) };
}

export type SettingsChange =
  | OrganizationInput
  | PublicFormSettings
  | BookingSettings
  | { version: number; requireTwoFactor: boolean }
  | { version: number; responseClock: ResponseClock };

export type SaveResult = { ok: true } | { ok: false; current: OrganizationSettings };

/** Saves one section. When somebody saved in between nothing is written and the settings as they are now come back. */
export async function saveSettings({ organizationId, userId }: { organizationId: string; userId: string }, { version, ...change }: SettingsChange): Promise<SaveResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const before = await findSettings(tx);
    const { count } = await tx.organization.updateMany({ where: { version }, data: { ...change, version: { increment: 1 } } });
    if (count === 0) return { ok: false, current: await findSettings(tx) };
    if ('privacyText' in change && change.privacyText !== before.privacyText) {
      // a text that visitors agree to is never edited: the page shows the newest version
      const { PRIVACY: seen } = await findConsentVersions(tx);
      await publishWithin(tx, { organizationId, userId }, { kind: 'PRIVACY', seen, text: change.privacyText ?? '' }, new Date());
    }
    const fields = Object.keys(change) as (keyof typeof change)[];
    const changed = Object.fromEntries(fields.map((field) => [field, before[field]]));
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'organization', resourceId: organizationId, label: before.name, before: changed, after: change });
    return { ok: true };
  });
}
