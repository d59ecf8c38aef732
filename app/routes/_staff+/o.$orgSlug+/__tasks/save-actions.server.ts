import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';
import { searchDeals } from '~/domain/deals/list-deals.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { sayDue } from '~/domain/tasks/due-words';
import { createTask, updateTask } from '~/domain/tasks/save-task.server';
import { taskSchema } from '~/domain/tasks/task.schema';
import type { CurrentTask, SaveTaskResult, TaskInput, TaskInputError } from '~/domain/tasks/task-command';
import { findTask } from '~/domain/tasks/task-detail.server';
import { toDue } from '~/domain/tasks/task-due';
import { listLinkNames } from '~/domain/tasks/task-links.server';
import { localDay } from '~/domain/time/zoned-time';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { settlePick } from '~/ui/record-pick';
import { taskActorOf } from './present-task.server';

const PICKS_MAX = 8;
const ERROR_FIELD: Record<TaskInputError, string> = { duePast: 'dueDay', recurrenceWithoutDue: 'dueDay', notAssignable: 'assigneeId', linkNotFound: 'contactId' };

/** Makes a task of the form. 422 with what was typed when something is wrong. */
export async function runCreateTask(request: Request, staff: Staff) {
  const read = await readForm(request, staff);
  if (!read.ok) return read.answer;
  const now = new Date();
  const made = await createTask({ actor: taskActorOf(staff, 'create'), input: read.input, now });
  if (!made.ok) return refuse(request, staff, read, made);
  const [t, language] = await Promise.all([getFixedT(request, 'tasks'), getLanguage(request)]);
  const { due } = read.input;
  const message = due ? t('toast.createdDue', { due: sayDue(due, localDay(now, staff.org.timeZone), language) }) : t('toast.created');
  return redirectWithToast(`/o/${staff.org.slug}/tasks/${made.id}`, { message, tone: 'success' });
}

/** Saves a task's form. 409 with both versions when somebody was faster. */
export async function runUpdateTask(request: Request, taskId: string | undefined, staff: Staff) {
  const task = isUuid(taskId) ? await findTask(staff.db, taskId, staff.org.timeZone) : null;
  if (!task) throw data(null, 404);
  const read = await readForm(request, staff);
  if (!read.ok) return read.answer;
  const version = Number(read.form.get('version'));
  if (!Number.isInteger(version) || version < 1) throw data(null, 400);
  const { org, user, reach } = staff;
  const names = await listLinkNames(staff.db, { organizationId: org.id, userId: user.id, reach }, [task]);
  const input: Partial<TaskInput> = { ...read.input };
  // what the person does not see is not theirs to take away
  if (task.contactId && !names.contacts.has(task.contactId) && !input.contactId) delete input.contactId;
  if (task.dealId && !names.deals.has(task.dealId) && !input.dealId) delete input.dealId;
  if (task.leadId && !names.leads.has(task.leadId) && !input.leadId) delete input.leadId;
  if (task.orderId && !names.orders.has(task.orderId) && !input.orderId) delete input.orderId;
  const saved = await updateTask({ actor: taskActorOf(staff, 'update'), taskId: task.id, version, input, now: new Date() });
  if (!saved.ok) return refuse(request, staff, read, saved);
  const t = await getFixedT(request, 'tasks');
  return redirectWithToast(new URL(request.url).pathname, { message: t('toast.saved'), tone: 'success' });
}

async function readForm(request: Request, staff: Staff) {
  const form = await request.formData();
  const contact = await settlePick(form, 'contactId', (text) => searchContacts(staff.db, viewerFor(staff, 'contacts'), text, PICKS_MAX));
  const deal = await settlePick(form, 'dealId', (text) => searchDeals(staff.db, viewerFor(staff, 'deals'), text, PICKS_MAX));
  const submission = parseWithZod(form, { schema: taskSchema });
  const picks = {
    contact: { choices: contact.choices, query: contact.pick.kind === 'text' ? contact.pick.text : undefined },
    deal: { choices: deal.choices, query: deal.pick.kind === 'text' ? deal.pick.text : undefined },
  };
  const fieldErrors = { ...(contact.error && { contactId: [contact.error] }), ...(deal.error && { dealId: [deal.error] }) };
  if (submission.status !== 'success' || contact.error || deal.error) {
    return { ok: false as const, answer: data({ result: submission.reply({ fieldErrors }), picks, conflict: null }, 422) };
  }
  return { ok: true as const, form, submission, picks, input: submission.value };
}

type Read = Extract<Awaited<ReturnType<typeof readForm>>, { ok: true }>;

async function refuse(request: Request, staff: Staff, { submission, picks }: Read, refusal: Exclude<SaveTaskResult, { ok: true }>) {
  if (refusal.error === 'notFound') throw data(null, 404);
  if (refusal.error === 'forbidden') throw data(null, 403);
  if (refusal.error !== 'stale') {
    return data({ result: submission.reply({ fieldErrors: { [ERROR_FIELD[refusal.error]]: [`errors.${refusal.error}`] } }), picks, conflict: null }, 422);
  }
  const conflict = { version: refusal.current.version, now: await sayCurrent(request, staff, refusal.current) };
  return data({ result: submission.reply(), picks, conflict }, 409);
}

async function sayCurrent(request: Request, { db, org }: Staff, current: CurrentTask): Promise<string> {
  const [t, language, members] = await Promise.all([getFixedT(request, 'tasks'), getLanguage(request), listMemberNames(db, 'tasks')]);
  const due = toDue(current, org.timeZone);
  return t('conflict.now', {
    title: current.title,
    state: t(`state.${current.state}`).toLocaleLowerCase(language),
    due: due ? sayDue(due, localDay(new Date(), org.timeZone), language) : t('quick.noDate'),
    assignee: members.find(({ id }) => id === current.assigneeId)?.name ?? t('nobody'),
  });
}
