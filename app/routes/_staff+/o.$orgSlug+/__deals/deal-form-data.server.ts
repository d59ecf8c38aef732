import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { activeFields, mergeCustomValues, type CustomField, type CustomValue } from '~/domain/custom-fields/custom-field';
import { customInputText } from '~/domain/custom-fields/custom-value';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { DEAL_FIELDS, type DealInput } from '~/domain/deals/deal-input';
import type { DealRecord } from '~/domain/deals/deal-command';
import { auditFields } from '~/domain/deals/deal-record.server';
import { activePipelines, listPipelines } from '~/domain/deals/list-pipelines.server';
import { listDealTags } from '~/domain/deals/list-deals.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { formatMoney } from '~/domain/money/money-text';
import { joinTags } from '~/domain/tags/tags';
import { formatDay } from '~/ui/format';
import { sayCustom } from '../__contacts/say-custom';

export interface DealFormValues {
  title: string;
  contactId: string;
  amount: string;
  currency: string;
  expectedCloseDay: string;
  ownerId: string;
  pipelineId: string;
  tags: string;
  notes: string;
  newPhone: string;
  newEmail: string;
  custom: Record<string, string>;
}

export interface DealConflict {
  /** Of the deal as it is saved now: the next save goes on from there. */
  version: number;
  rows: { label: string; saved: string; typed: string }[];
}

export function toFormValues(deal: Omit<DealInput, 'custom'> & { custom: Record<string, CustomValue> }): DealFormValues {
  return {
    title: deal.title, contactId: deal.contactId, amount: deal.amount ?? '', currency: deal.currency, expectedCloseDay: deal.expectedCloseDay ?? '', ownerId: deal.ownerId ?? '',
    pipelineId: deal.pipelineId, tags: joinTags(deal.tags), notes: deal.notes ?? '', newPhone: '', newEmail: '',
    custom: Object.fromEntries(Object.entries(deal.custom).map(([key, value]) => [key, customInputText(value)])),
  };
}

/** What every form of a deal offers. */
export async function loadDealForm(staff: Staff, { ownerId, pipelineId }: { ownerId: string | null; pipelineId: string | null }) {
  const { db, org, can } = staff;
  const [fields, members, pipelines, tags] = await Promise.all([
    listCustomFields(db, 'DEAL'),
    listMemberNames(db, 'deals'),
    listPipelines(db),
    listDealTags(db, viewerFor(staff, 'deals')),
  ]);
  const offered = [...activePipelines(pipelines), ...pipelines.filter(({ id, isArchived }) => isArchived && id === pipelineId)];
  return {
    fields: activeFields(fields),
    people: members.filter(({ id, isAssignable }) => isAssignable || id === ownerId).map(({ id, name }) => ({ value: id, label: name })),
    pipelines: offered.map(({ id, name }) => ({ value: id, label: name })),
    tags,
    contactsUrl: `/o/${org.slug}/contacts`,
    optionsUrl: `/resources/o/${org.slug}/contact-options`,
    mayCreateContact: Boolean(can('contacts', 'create')),
  };
}

interface Differences {
  current: DealRecord;
  wanted: DealInput;
  wantedContact: string;
  fields: readonly CustomField[];
  people: readonly { id: string; name: string }[];
  pipelines: readonly { id: string; name: string }[];
  t: TFunction;
  language: string;
}

/** What is saved beside what was wanted, where they differ. */
export function describeConflict({ current, wanted, wantedContact, fields, people, pipelines, t, language }: Differences): DealConflict {
  const saved = auditFields(current);
  const typed = auditFields({ ...wanted, custom: mergeCustomValues(current.custom, wanted.custom) });
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const nameOf = (rows: readonly { id: string; name: string }[], id: unknown) => rows.find((row) => row.id === id)?.name ?? '';
  const say = (field: string, value: unknown, side: { contact: string; currency: string }): string => {
    const custom = fields.find(({ key }) => field === `custom.${key}`);
    if (custom) return sayCustom(custom, value as CustomValue | null, words);
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.join(', ');
    if (field === 'contactId') return side.contact;
    if (field === 'ownerId') return nameOf(people, value);
    if (field === 'pipelineId') return nameOf(pipelines, value);
    if (typeof value !== 'string') return '';
    if (field === 'amount') return formatMoney(value, side.currency, language);
    return field === 'expectedCloseDay' ? formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC') : value;
  };
  const all = [...DEAL_FIELDS, ...fields.map(({ key }) => `custom.${key}`)];
  const rows = all
    .filter((field) => JSON.stringify(saved[field] ?? null) !== JSON.stringify(typed[field] ?? null))
    .map((field) => ({
      label: fields.find(({ key }) => field === `custom.${key}`)?.label ?? t(`fields.${LABELS[field] ?? field}`),
      saved: say(field, saved[field], { contact: current.contactName, currency: current.currency }),
      typed: say(field, typed[field], { contact: wantedContact, currency: wanted.currency }),
    }));
  return { version: current.version, rows };
}

const LABELS: Partial<Record<string, string>> = { contactId: 'contact', ownerId: 'owner', pipelineId: 'pipeline' };
