import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames, type MemberName } from '~/domain/accounts/members/members.server';
import type { AuditValue } from '~/domain/audit/changed-fields';
import type { AuditRow } from '~/domain/audit/list-audit.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { listLostReasons, listPipelines } from '~/domain/deals/list-pipelines.server';
import { listLinkNames } from '~/domain/tasks/task-links.server';

export interface AuditNames {
  members: MemberName[];
  /** What an id of the log stands for. */
  byId: ReadonlyMap<string, string>;
  /** Labels of the organisation's own fields by their keys. */
  customFields: ReadonlyMap<string, string>;
}

/** Names of everything that the shown rows speak about by id. */
export async function findAuditNames({ db, org, user, reach }: Pick<Staff, 'db' | 'org' | 'user' | 'reach'>, rows: readonly AuditRow[]): Promise<AuditNames> {
  const states = rows.flatMap(({ before, after }) => [before, after]).filter((state) => state !== null);
  const links = states.map((state) => ({ contactId: text(state.contactId), dealId: text(state.dealId), leadId: text(state.leadId) }));
  const [members, pipelines, reasons, linked, ofContacts, ofDeals] = await Promise.all([
    listMemberNames(db),
    listPipelines(db),
    listLostReasons(db),
    listLinkNames(db, { organizationId: org.id, userId: user.id, reach }, links),
    listCustomFields(db, 'CONTACT'),
    listCustomFields(db, 'DEAL'),
  ]);
  const named = [...members, ...pipelines, ...pipelines.flatMap(({ stages }) => stages), ...reasons];
  return {
    members,
    byId: new Map([...named.map(({ id, name }) => [id, name] as const), ...linked.contacts, ...linked.deals, ...linked.leads]),
    customFields: new Map([...ofDeals, ...ofContacts].map(({ key, label }) => [key, label])),
  };
}

const text = (value: AuditValue | undefined): string | null => (typeof value === 'string' ? value : null);
