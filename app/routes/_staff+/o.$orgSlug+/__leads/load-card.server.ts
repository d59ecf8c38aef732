import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findViewOfLead } from '~/domain/behavior/lead-view.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { findDealOfLead } from '~/domain/deals/deal-record.server';
import { decayedEngagement } from '~/domain/leads/engagement';
import { explainScore } from '~/domain/leads/explain-score';
import { findLead, type LeadDetail } from '~/domain/leads/lead-detail.server';
import { isUuid, parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { LEAD_ORDERS } from '~/domain/leads/lead-order';
import { allowedStates } from '~/domain/leads/lifecycle';
import { findNeighbours } from '~/domain/leads/list-leads.server';
import { findRuleTable } from '~/domain/leads/scoring-rules.server';
import { cursorOf } from '~/platform/db/keyset';
import { listConsents } from '~/domain/privacy/consent-records.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatDuration, sayTime } from '~/ui/format';
import { presentConsents } from '../__privacy/present-consents.server';
import { loadRelatedTasks } from '../__tasks/related-tasks.server';
import { loadTimeline } from '../__timeline/load-timeline.server';
import { quarantineWords } from '../__timeline/quarantine-words.server';
import { createClockWords } from './present-row.server';
import { sayReason } from './say-reason.server';

const DAY = 86_400_000;

/** All that the card of a request shows. Throws 404 for one that the person may not see, or that does not exist. */
export async function loadLeadCard(request: Request, leadId: string | undefined, staff: Staff) {
  const { db, org, can, user } = staff;
  const viewer = viewerFor(staff, 'leads');
  const lead = isUuid(leadId) ? await findLead(db, viewer, leadId) : null;
  if (!lead) throw new Response(null, { status: 404 });
  const params = new URL(request.url).searchParams;
  const filter = parseLeadFilter(params);
  const now = new Date();
  const [members, timeline, tasks, neighbours, view, rules, consents, t, privacyT, language] = await Promise.all([
    listMemberNames(db),
    loadTimeline(staff, { leadId: lead.id }, request, { mayLog: lead.quarantineReason === null }),
    lead.quarantineReason ? null : loadRelatedTasks(staff, { leadId: lead.id }, request),
    lead.quarantineReason ? { previous: null, next: null } : findNeighbours(db, { viewer, filter, now, cursor: cursorOf(lead, LEAD_ORDERS[filter.sort]) }),
    lead.behaviorConsent ? findViewOfLead(db, lead.id) : null,
    findRuleTable(db, lead.scoringVersion),
    listConsents(db, [lead.id]),
    getFixedT(request, 'leads'),
    getFixedT(request, 'personal-data'),
    getLanguage(request),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const time = { language, timeZone: org.timeZone, now };
  const search = toSearchParams(filter).toString();
  const updates = can('leads', 'update');
  const isOwn = lead.assigneeId === user.id;
  return {
    title: `${lead.firstName} ${lead.lastName} · ${t('title')}`,
    base: `/o/${org.slug}`,
    search,
    neighbours,
    lead: presentLead(lead),
    moments: presentMoments(lead, time),
    consents: presentConsents(consents, { t: privacyT, ...time }),
    personalData: can('personalData', 'read') ? `/o/${org.slug}/settings/personal-data/person?${lead.contactId ? `contact=${lead.contactId}` : `lead=${lead.id}`}` : null,
    clock: createClockWords({ t, ...time })(lead),
    quarantine: lead.quarantineReason ? quarantineWords(t, lead.quarantineReason) : null,
    score: presentScore(lead, { t, names, table: rules, currency: org.currency, ...time }),
    engagement: lead.engagement === null ? null : decayedEngagement(lead.engagement, (now.getTime() - lead.createdAt.getTime()) / DAY),
    view: view && { ...view, time: formatDuration(view.activeMs, language) },
    budgetRead: lead.budgetAmount && money(lead.budgetAmount.toNumber(), org.currency, language),
    files: lead.files.map((file) => ({ ...file, url: `/o/${org.slug}/files/${file.id}`, isPicture: file.contentType.startsWith('image/') })),
    people: members.filter(({ isAssignable, id }) => isAssignable || id === lead.assigneeId).map(({ id, name }) => ({ id, name })),
    assignee: lead.assigneeId ? (names.get(lead.assigneeId) ?? '') : null,
    transitions: allowedStates(lead.state),
    outcome: lead.state === 'CONVERTED' ? await findOutcome(lead, staff) : null,
    timeline,
    tasks,
    rights: {
      mayConvert: lead.quarantineReason === null && (lead.state === 'NEW' || lead.state === 'IN_PROGRESS') && (updates === 'all' || (updates === 'own' && isOwn)) && Boolean(can('deals', 'create')) && Boolean(can('contacts', 'create')),
      mayUpdate: lead.quarantineReason === null && (updates === 'all' || (updates === 'own' && isOwn)),
      isOthers: updates === 'own' && !isOwn,
      mayRelease: lead.quarantineReason !== null && updates === 'all',
      isReader: !updates,
    },
  };
}

export type LeadCard = Awaited<ReturnType<typeof loadLeadCard>>;

/** What a converted request became, as far as the person sees it. */
async function findOutcome({ id, contactId }: LeadDetail, staff: Staff) {
  const { db, can } = staff;
  const [contact, deal] = await Promise.all([
    contactId && can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), contactId) : null,
    can('deals', 'read') ? findDealOfLead(db, viewerFor(staff, 'deals'), id) : null,
  ]);
  return { contact: contact && { id: contact.id, name: contact.name }, deal: deal && { id: deal.id, title: deal.title, state: deal.state } };
}

function presentLead(lead: LeadDetail) {
  const {
    id, reference, version, firstName, middleName, lastName, email, phone, businessInfo, businessNiche, companySize, budget, deadline,
    convenientTime, preferredContactMethod, comments, state, rejectReason, priority, duplicateCount, assigneeId, behaviorConsent, locale, source,
  } = lead;
  const sources = typeof source === 'object' && source !== null && !Array.isArray(source) ? source : {};
  return {
    id, reference, version, email, businessInfo, businessNiche, companySize, budget, deadline, convenientTime,
    preferredContactMethod, comments, state, rejectReason, priority, duplicateCount, assigneeId, behaviorConsent, locale,
    name: `${firstName} ${lastName}`,
    fullName: [lastName, firstName, middleName].filter(Boolean).join(' '),
    phone: phone && { number: phone, text: sayPhone(phone) },
    service: lead.service.name,
    clientPage: `/t/${lead.publicToken}`,
    source: Object.entries(sources).flatMap(([key, value]) => (typeof value === 'string' && value ? [{ key, value }] : [])),
  };
}

interface Time {
  language: string;
  timeZone: string;
  now: Date;
}

function presentMoments(lead: LeadDetail, { language, timeZone, now }: Time) {
  const say = (at: Date | null) => at && { text: sayTime(at, now, language, timeZone), exact: formatDateTime(at, language, timeZone) };
  return {
    created: say(lead.createdAt),
    due: say(lead.responseDueAt),
    responded: say(lead.respondedAt),
    duplicated: say(lead.lastDuplicateAt),
    consented: say(lead.privacyConsentAt),
  };
}

type ScoreContext = Time & {
  t: Parameters<typeof sayReason>[1]['t'];
  names: ReadonlyMap<string, string>;
  table: Awaited<ReturnType<typeof findRuleTable>>;
  currency: string;
};

function presentScore(lead: LeadDetail, { t, names, table, currency, language, timeZone, now }: ScoreContext) {
  const parts = explainScore(lead.scoreParts, table).map(({ reason, ...part }) => ({
    ...part,
    text: reason ? sayReason(reason, { t, money: (value) => money(value, currency, language) }) : t(`score.${part.part}`),
  }));
  const override = lead.overrideAt && {
    reason: lead.overrideReason ?? '',
    by: lead.overrideById ? (names.get(lead.overrideById) ?? '') : '',
    when: sayTime(lead.overrideAt, now, language, timeZone),
  };
  return { score: lead.score, ruleScore: lead.ruleScore, version: lead.scoringVersion, parts, override };
}

function money(value: number, currency: string, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);
}
