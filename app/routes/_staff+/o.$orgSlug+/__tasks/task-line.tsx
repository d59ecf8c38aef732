import { Link, useNavigation } from '@remix-run/react';
import { CalendarArrowUp, Check, Circle, CircleCheck, CircleDot, Ellipsis, Flag, Repeat, RotateCcw, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { Menu, MenuGroup } from '~/ui/menu';
import { PersonChip } from '~/ui/person-chip';
import { TASK_FORM, type ShownTask } from './shown-task';

/** Which task a press has just sent away, and what for. */
export function usePressedTask(): { verb: string; id: string } | null {
  const { formData } = useNavigation();
  const [verb = '', id = ''] = String(formData?.get('do') ?? '').split(':');
  return id ? { verb, id } : null;
}

const dueTone = { late: 'text-danger font-medium', today: 'text-ink', later: 'text-muted' };

/** One task in a column of tasks: tick, title, when, about what, and the ways to put it off. */
export function TaskLine({ task, pressed, showAssignee = false }: { task: ShownTask; pressed: ReturnType<typeof usePressedTask>; showAssignee?: boolean }) {
  const isPressed = pressed?.id === task.id;
  const isDone = isPressed && (pressed.verb === 'done' || pressed.verb === 'reopen') ? pressed.verb === 'done' : task.state === 'DONE';
  return (
    <li data-row="task" data-id={task.id} data-state={task.state} className={cx('group/task flex items-start gap-1 rounded-control px-1 py-1 hover:bg-raised', isPressed && 'opacity-60')}>
      <TaskTick task={task} isDone={isDone} />
      <div className="min-w-0 flex-1 py-1">
        <p className="flex items-start gap-2">
          <Link to={task.to} className={cx('min-w-0 text-14 leading-6 break-words underline-offset-4 hover:underline', isDone ? 'text-muted line-through' : 'text-ink')}>{task.title}</Link>
          <TaskMarks task={task} />
        </p>
        <TaskFacts task={task} showAssignee={showAssignee} />
      </div>
      {task.mayUpdate || task.mayDelete ? <TaskMenu task={task} /> : null}
    </li>
  );
}

/** Ticks a task off, or opens it again. The ring is filled while somebody works on it. */
export function TaskTick({ task, isDone }: { task: ShownTask; isDone: boolean }) {
  const { t } = useTranslation('tasks');
  const Icon = isDone ? CircleCheck : task.state === 'IN_PROGRESS' ? CircleDot : Circle;
  const look = cx('size-5', isDone ? 'text-accent' : task.priority === 'HIGH' ? 'text-hot' : 'text-muted');
  if (!task.mayUpdate) {
    return <span role="img" aria-label={t(`state.${task.state}`)} className="grid size-9 shrink-0 place-items-center"><Icon aria-hidden="true" className={look} /></span>;
  }
  return (
    <button
      form={TASK_FORM}
      name="do"
      value={`${isDone ? 'reopen' : 'done'}:${task.id}`}
      aria-label={t(isDone ? 'do.reopenNamed' : 'do.doneNamed', { title: task.title })}
      className="group/tick relative grid size-9 shrink-0 place-items-center rounded-full hover:bg-accent-soft pointer-coarse:size-11"
    >
      <Icon aria-hidden="true" className={look} />
      {isDone ? null : <Check aria-hidden="true" className="absolute size-3 text-accent opacity-0 group-hover/tick:opacity-100" strokeWidth={3} />}
    </button>
  );
}

function TaskMarks({ task }: { task: ShownTask }) {
  const { t } = useTranslation('tasks');
  return (
    <span className="mt-1 flex shrink-0 gap-1.5 empty:hidden">
      {task.priority === 'HIGH' ? <Flag role="img" aria-label={t('priority.HIGH')} className="size-4 fill-current text-hot" /> : null}
      {task.isRecurring ? <Repeat role="img" aria-label={t('recurring')} className="size-4 text-muted" /> : null}
    </span>
  );
}

function TaskFacts({ task, showAssignee }: { task: ShownTask; showAssignee: boolean }) {
  const { t } = useTranslation('tasks');
  const who = showAssignee && !task.assignee?.isMe;
  if (!task.due && task.links.length === 0 && !task.doneText && !who) return null;
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-3 text-12 leading-6 text-muted">
      {task.doneText ? <span>{task.doneText}</span> : task.due ? <span title={task.due.exact} className={dueTone[task.due.tone]}>{task.due.text}</span> : null}
      {task.links.map(({ kind, label, to }) => <Link key={kind} to={to} className="max-w-full min-w-0 truncate md:max-w-80 underline-offset-4 hover:text-ink hover:underline">{label}</Link>)}
      {who ? <PersonChip name={task.assignee?.name ?? null} none={t('nobody')} size="small" /> : null}
    </p>
  );
}

/** Putting off, opening, deleting: each a button of the page's one form. */
export function TaskMenu({ task }: { task: ShownTask }) {
  const { t } = useTranslation('tasks');
  const isOpen = task.state !== 'DONE';
  return (
    <Menu align="right" label={t('do.menu', { title: task.title })} summary={<Ellipsis aria-hidden="true" className="size-4" />} summaryClassName={buttonClass('quiet', 'small', 'pointer-coarse:min-w-11')}>
      {task.mayUpdate && isOpen ? (
        <>
          <MenuDo verb="tomorrow" task={task} Icon={CalendarArrowUp} label={t('do.tomorrow')} />
          <MenuDo verb="nextWeek" task={task} Icon={CalendarArrowUp} label={t('do.nextWeek')} />
          {task.state === 'TODO' ? <MenuDo verb="start" task={task} Icon={CircleDot} label={t('do.start')} /> : <MenuDo verb="reopen" task={task} Icon={Circle} label={t('do.stop')} />}
        </>
      ) : null}
      {task.mayUpdate && !isOpen ? <MenuDo verb="reopen" task={task} Icon={RotateCcw} label={t('do.reopen')} /> : null}
      {task.mayDelete ? <MenuGroup><MenuDo verb="delete" task={task} Icon={Trash2} label={t('do.delete')} isDanger /></MenuGroup> : null}
    </Menu>
  );
}

function MenuDo({ verb, task, Icon, label, isDanger }: { verb: string; task: ShownTask; Icon: LucideIcon; label: string; isDanger?: boolean }) {
  return (
    <button form={TASK_FORM} name="do" value={`${verb}:${task.id}`} className={cx('flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-left text-14 hover:bg-sunken pointer-coarse:min-h-11', isDanger && 'text-danger hover:bg-danger-soft')}>
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
      {label}
    </button>
  );
}
