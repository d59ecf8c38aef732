import type { OrgDb } from '~/platform/db.server';

/** What the form measured of the visit from which a request was sent; null without consent, because it is not tied then. */
export function findViewOfLead(db: OrgDb, leadId: string) {
  return db.formView.findFirst({
    where: { leadId },
    orderBy: { openedAt: 'desc' },
    select: { activeMs: true, corrections: true, visitNumber: true, breakpoint: true },
  });
}
