import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { can } from '~/domain/accounts/permissions';
import { cleanLine } from '~/domain/leads/clean-text';
import { isUuid } from '~/domain/leads/lead-filter';
import { changeTaskState } from '~/domain/tasks/change-task-state.server';
import { deleteTask, restoreTask } from '~/domain/tasks/delete-task.server';
import { sayDue } from '~/domain/tasks/due-words';
import { parseQuickAdd } from '~/domain/tasks/quick-add';
import { createTask } from '~/domain/tasks/save-task.server';
import { SNOOZES, snoozeTask } from '~/domain/tasks/snooze-task.server';
import type { Due } from '~/domain/tasks/task-due';
import type { TaskState } from '~/domain/tasks/task-rules';
import { localDay } from '~/domain/time/zoned-time';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { taskActorOf } from './present-task.server';
import type { QuickAnswer } from './quick-add';

interface Context {
  form: FormData;
  staff: Staff;
  t: TFunction;
  /** Where the person was. */
  back: string;
  /** The page of tasks, which takes the undo of toasts. */
  page: string;
  now: Date;
  say: (due: Due) => string;
}

/** A form post of the page of tasks, from whatever page. 400 for an unknown intent, 403 without the permission, 404 unknown task. */
export async function runTaskIntent(request: Request, form: FormData, staff: Staff) {
  const intent = form.get('intent');
  if (intent !== 'task-quick' && intent !== 'task-do') return null;
  const [t, language] = await Promise.all([getFixedT(request, 'tasks'), getLanguage(request)]);
  const page = `/o/${staff.org.slug}/tasks`;
  const now = new Date();
  const say = (due: Due) => sayDue(due, localDay(now, staff.org.timeZone), language);
  const context: Context = { form, staff, t, back: safeRedirect(form.get('returnTo'), page), page, now, say };
  return intent === 'task-quick' ? quickAdd(context) : doTask(context);
}

/** A line is saved when the person has seen how it was understood; else it is shown first. */
async function quickAdd({ form, staff, t, back, now, say }: Context) {
  if (!staff.can('tasks', 'create')) throw data(null, 403);
  const { timeZone } = staff.org;
  const typed = form.get('text');
  const text = typeof typed === 'string' ? cleanLine(typed).slice(0, 500) : '';
  const read = parseQuickAdd(text, { now, timeZone });
  const link = (name: string) => {
    const id = form.get(name);
    return isUuid(id) ? id : null;
  };
  const links = { contactId: link('contactId'), dealId: link('dealId'), leadId: link('leadId'), orderId: link('orderId') };
  const answer = (error: string | null) => {
    const quick: QuickAnswer & { links: Record<string, string>; returnTo: string } = {
      text, read, today: localDay(now, timeZone), error, returnTo: back,
      links: Object.fromEntries(Object.entries(links).filter((entry): entry is [string, string] => entry[1] !== null)),
    };
    return data({ intent: 'quick' as const, quick }, error ? 422 : 200);
  };
  if (!read) return answer('errors.title');
  const confirmed = form.get('confirmed');
  if (typeof confirmed !== 'string' || cleanLine(confirmed).slice(0, 500) !== text) return answer(null);
  const { title, due, priority, recurrence } = read;
  const assigneeId = can(staff.member.role, 'tasks', 'update') ? staff.user.id : null;
  const input = { title, due, priority, recurrence, description: null, assigneeId, reminder: '15m' as const, ...links };
  const made = await createTask({ actor: taskActorOf(staff, 'create'), input, now });
  if (!made.ok) return answer(`errors.${made.error}`);
  return redirectWithToast(back, { message: due ? t('toast.createdDue', { due: say(due) }) : t('toast.created'), tone: 'success' });
}

const STATES: Partial<Record<string, TaskState>> = { done: 'DONE', reopen: 'TODO', start: 'IN_PROGRESS' };

/** A press on a task's row: `do` is "verb:id". */
async function doTask(context: Context) {
  const { form, staff } = context;
  const [verb = '', id = ''] = String(form.get('do') ?? '').split(':');
  if (!isUuid(id)) throw data(null, 404);
  const isRemoval = verb === 'delete' || verb === 'restore';
  if (!staff.can('tasks', isRemoval ? 'delete' : 'update')) throw data(null, 403);
  const to = STATES[verb];
  if (to) return changeState(context, id, to);
  if (isRemoval) return remove(context, id, verb);
  const snooze = SNOOZES.find((known) => known === verb);
  if (!snooze) throw data(null, 400);
  return putOff(context, id, snooze);
}

async function changeState({ staff, t, back, page, now, say }: Context, taskId: string, to: TaskState) {
  const done = await changeTaskState({ actor: taskActorOf(staff, 'update'), taskId, to, now });
  if (!done.ok) return done.error === 'notAllowed' ? redirectWithToast(back, { message: t('toast.same'), tone: 'info' }) : refuse(done.error);
  const key = to === 'DONE' ? 'done' : to === 'TODO' ? 'reopened' : 'started';
  const message = done.next ? t('toast.doneNext', { due: say(done.next) }) : t(`toast.${key}`, { title: done.title });
  const undo = { action: page, label: t('common:undo'), fields: { intent: 'task-do', do: `${done.from === 'IN_PROGRESS' ? 'start' : 'reopen'}:${taskId}` } };
  return redirectWithToast(back, { message, tone: 'success', ...(to === 'DONE' && done.isChanged && { undo }) });
}

async function remove({ staff, t, back, page, now }: Context, taskId: string, verb: 'delete' | 'restore') {
  const command = verb === 'delete' ? deleteTask : restoreTask;
  const done = await command({ actor: taskActorOf(staff, 'delete'), taskId, now });
  if (!done.ok) return refuse(done.error);
  const undo = { action: page, label: t('common:undo'), fields: { intent: 'task-do', do: `restore:${taskId}` } };
  // the page of a task that is gone is no place to go back to
  const target = verb === 'delete' && back.includes(taskId) ? page : back;
  return redirectWithToast(target, { message: t(verb === 'delete' ? 'toast.deleted' : 'toast.restored'), tone: 'success', ...(verb === 'delete' && { undo }) });
}

async function putOff({ staff, t, back, now, say }: Context, taskId: string, to: (typeof SNOOZES)[number]) {
  const done = await snoozeTask({ actor: taskActorOf(staff, 'update'), taskId, to, now });
  if (done.ok && done.due) return redirectWithToast(back, { message: t('toast.snoozed', { due: say(done.due) }), tone: 'success' });
  return refuse(done.ok ? 'stale' : done.error);
}

function refuse(error: string): never {
  throw data(null, error === 'forbidden' ? 403 : error === 'notFound' ? 404 : 409);
}
