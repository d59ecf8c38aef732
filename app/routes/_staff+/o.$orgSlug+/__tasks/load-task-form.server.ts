import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { sayDue, sayRecurrence } from '~/domain/tasks/due-words';
import type { Recurrence } from '~/domain/tasks/recurrence';
import { findTask, type TaskDetail } from '~/domain/tasks/task-detail.server';
import { DEFAULT_REMINDER, dueInstant, reminderInstant, reminderOf, toDue, type Due, type Reminder } from '~/domain/tasks/task-due';
import { listLinkNames, type LinkNames } from '~/domain/tasks/task-links.server';
import { isOverdue } from '~/domain/tasks/task-rules';
import { formatTimeOfDay, localDay } from '~/domain/time/zoned-time';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';
import { loadTaskHistory } from './task-history.server';

interface Prefilled {
  title: string;
  description: string;
  due: Due | null;
  priority: string;
  assigneeId: string;
  reminder: Reminder;
  recurrence: Recurrence | null;
  contactId: string | null;
  dealId: string | null;
  leadId: string | null;
  orderId: string | null;
}

/** What the form's fields begin with, and what it offers. */
async function presentForm({ db, org, user, reach }: Staff, task: Prefilled, links: LinkNames) {
  const members = await listMemberNames(db, 'tasks');
  const { due, recurrence, contactId, dealId, leadId, orderId } = task;
  const choice = (names: ReadonlyMap<string, string>, id: string | null) => {
    const label = id === null ? undefined : names.get(id);
    return id !== null && label !== undefined ? { id, label } : null;
  };
  const picks = { contact: choice(links.contacts, contactId), deal: choice(links.deals, dealId), lead: choice(links.leads, leadId), order: choice(links.orders, orderId) };
  return {
    slug: org.slug,
    today: localDay(new Date(), org.timeZone),
    me: user.id,
    people: members.filter(({ id, isAssignable }) => isAssignable || id === task.assigneeId).map(({ id, name }) => ({ id, name })),
    picks,
    hasHidden: reach !== undefined && ((contactId !== null && !picks.contact && !picks.deal) || (dealId !== null && !picks.deal) || (leadId !== null && !picks.lead) || (orderId !== null && !picks.order)),
    values: {
      title: task.title,
      description: task.description,
      dueDay: due?.day ?? '',
      dueTime: due?.minutes == null ? '' : formatTimeOfDay(due.minutes),
      priority: task.priority,
      assigneeId: task.assigneeId,
      contactId: picks.contact?.id ?? '',
      dealId: picks.deal?.id ?? '',
      leadId: picks.lead?.id ?? '',
      orderId: picks.order?.id ?? '',
      reminder: task.reminder,
      every: recurrence?.every ?? 'none',
      interval: String(recurrence?.interval ?? 1),
      weekdays: (recurrence?.weekdays ?? []).map(String),
      until: recurrence?.until ?? '',
    },
  };
}

export type TaskFormData = Awaited<ReturnType<typeof presentForm>>;

/** The form of a new task, filled with what the address names: title, day, contact, deal, lead, order. */
export async function loadNewTask(request: Request, staff: Staff) {
  const params = new URL(request.url).searchParams;
  const link = (name: string) => {
    const id = params.get(name);
    return isUuid(id) ? id.toLowerCase() : null;
  };
  const ids = { contactId: link('contact'), dealId: link('deal'), leadId: link('lead'), orderId: link('order') };
  const day = params.get('day') ?? '';
  const [links, t] = await Promise.all([linkNames(staff, ids), getFixedT(request, 'tasks')]);
  const form = await presentForm(
    staff,
    {
      ...ids,
      title: (params.get('title') ?? '').slice(0, 300),
      description: '',
      due: /^\d{4}-\d\d-\d\d$/.test(day) ? { day, minutes: null } : null,
      priority: 'NORMAL',
      assigneeId: staff.user.id,
      reminder: DEFAULT_REMINDER,
      recurrence: null,
    },
    links,
  );
  return { title: `${t('new')} · ${staff.org.name}`, page: `/o/${staff.org.slug}/tasks`, form };
}

/** All that a task's page shows. Throws 404 for one that does not exist, or lies in the trash. */
export async function loadTaskPage(request: Request, taskId: string | undefined, staff: Staff) {
  const { db, org, user } = staff;
  const task = isUuid(taskId) ? await findTask(db, taskId, org.timeZone) : null;
  if (!task) throw new Response(null, { status: 404 });
  const [links, members, t, language] = await Promise.all([linkNames(staff, task), listMemberNames(db, 'tasks'), getFixedT(request, 'tasks'), getLanguage(request)]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const due = toDue(task, org.timeZone);
  const now = new Date();
  const say = (at: Date) => sayTime(at, now, language, org.timeZone);
  const isOwn = task.assigneeId === user.id || task.createdById === user.id;
  const may = (action: 'update' | 'delete') => {
    const scope = staff.can('tasks', action);
    return scope === 'all' || (scope === 'own' && isOwn);
  };
  const base = `/o/${org.slug}`;
  const form = await presentForm(staff, { ...task, description: task.description ?? '', assigneeId: task.assigneeId ?? '', due, reminder: reminderToShow(task, due, { timeZone: org.timeZone, now }) }, links);
  const { contact, deal, lead, order } = form.picks;
  return {
    title: `${task.title} · ${t('title')}`,
    page: `${base}/tasks`,
    form,
    task: {
      id: task.id,
      version: task.version,
      title: task.title,
      description: task.description,
      state: task.state,
      priority: task.priority,
      due: due && { text: sayDue(due, localDay(now, org.timeZone), language), isLate: isOverdue(task, now) },
      repeats: task.recurrence ? sayRecurrence(task.recurrence, t, language) : null,
      occurrence: task.occurrence,
      assignee: task.assigneeId === null ? null : (names.get(task.assigneeId) ?? ''),
      created: task.createdById === null ? t('page.bySystem', { when: say(task.createdAt) }) : t('page.by', { name: names.get(task.createdById) ?? '', when: say(task.createdAt) }),
      createdExact: formatDateTime(task.createdAt, language, org.timeZone),
      done: task.doneAt && t('page.doneBy', { name: task.doneById ? (names.get(task.doneById) ?? '') : '', when: say(task.doneAt) }),
      links: [
        ...(deal ? [{ kind: 'deal' as const, label: deal.label, to: `${base}/deals/${deal.id}` }] : []),
        ...(contact ? [{ kind: 'contact' as const, label: contact.label, to: `${base}/contacts/${contact.id}` }] : []),
        ...(lead ? [{ kind: 'lead' as const, label: lead.label, to: `${base}/leads/${lead.id}` }] : []),
        ...(order ? [{ kind: 'order' as const, label: order.label, to: `${base}/orders/${order.id}` }] : []),
      ],
    },
    rights: { update: may('update'), delete: may('delete') },
    history: await loadTaskHistory(request, staff, task.id, names),
  };
}

function linkNames({ db, org, user, reach }: Staff, ids: Pick<Prefilled, 'contactId' | 'dealId' | 'leadId' | 'orderId'>): Promise<LinkNames> {
  return listLinkNames(db, { organizationId: org.id, userId: user.id, reach }, [ids]);
}

/** A reminder that was sent is gone: of a task that may be moved ahead the usual one is offered again. */
function reminderToShow(task: TaskDetail, due: Due | null, { timeZone, now }: { timeZone: string; now: Date }): Reminder {
  const zones = { timeZone, personZone: task.personZone };
  const usual = task.recurrence?.reminder ?? DEFAULT_REMINDER;
  if (task.remindAt) return reminderOf(task.remindAt, due, zones);
  if (!due) return usual;
  const wouldBe = reminderInstant(due, usual, zones);
  return dueInstant(due, timeZone) < now || (wouldBe !== null && wouldBe <= now) ? usual : 'none';
}
