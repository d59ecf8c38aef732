import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskSort } from '~/domain/tasks/task-filter';
import { ListHead } from '~/ui/list/list-head';
import { BULK_FORM } from '~/ui/list/selection';
import { turnSort, withSort } from '~/ui/list/sort-by';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import { TASK_FORM, type ShownTask } from './shown-task';

interface Props {
  rows: readonly ShownTask[];
  search: string;
  sort: TaskSort;
  caption: string;
  canSelect: boolean;
  selected: readonly string[];
}

const columns = [
  { name: 'done', sort: null, width: '4rem' },
  { name: 'title', sort: 'title', width: undefined },
  { name: 'due', sort: 'due', width: '10rem' },
  { name: 'priority', sort: 'priority', width: '6.5rem' },
  { name: 'links', sort: null, width: '14rem', className: 'list-wide' },
  { name: 'assignee', sort: null, width: '9.5rem' },
  { name: 'created', sort: '-created', width: '9rem', className: 'list-wider' },
] as const;

/** The tasks as a table, on a phone as cards. Rows are plain elements, as their number decides how fast the page is drawn. */
export const TaskTable = memo(function TaskTable({ rows, search, sort, caption, canSelect, selected }: Props) {
  const { t } = useTranslation(['tasks', 'lists']);
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const words = useMemo(() => ({
    select: t('lists:select.row', { name: '' }),
    done: t('do.doneNamed', { title: '' }),
    reopen: t('do.reopenNamed', { title: '' }),
    recurring: t('recurring'),
    nobody: t('nobody'),
    state: { TODO: '', IN_PROGRESS: t('state.IN_PROGRESS'), DONE: t('state.DONE') },
    priority: { HIGH: t('priority.HIGH'), NORMAL: '', LOW: t('priority.LOW') },
  }), [t]);
  return (
    <table className="list-table">
      <caption className="sr-only">{caption}</caption>
      <ListHead
        canSelect={canSelect}
        columns={columns.map(({ sort: by, ...column }) => {
          const turned = by ? turnSort(sort, by) : null;
          // important ones first, titles from А: turned round they are of no use
          const wanted = by === 'priority' || by === 'title' ? by : turned?.sort;
          return { ...column, label: t(`columns.${column.name}`), sort: turned && wanted ? { search: withSort(search, wanted, 'due'), direction: turned.direction } : null };
        })}
      />
      <tbody ref={body}>
        {rows.map((row) => {
          const isDone = row.state === 'DONE';
          const detail = [words.state[row.state], row.isRecurring ? words.recurring : ''].filter(Boolean).join(' · ');
          return (
            <tr key={row.id} data-row="task" data-id={row.id} data-state={row.state}>
              {canSelect ? (
                <td className="list-select">
                  <input type="checkbox" name="ids" value={row.id} form={BULK_FORM} defaultChecked={selected.includes(row.id)} aria-label={words.select + row.title} />
                </td>
              ) : null}
              <td className="task-tick">
                {row.mayUpdate ? (
                  <button form={TASK_FORM} name="do" value={`${isDone ? 'reopen' : 'done'}:${row.id}`} aria-label={(isDone ? words.reopen : words.done) + row.title} data-done={isDone || undefined} />
                ) : null}
              </td>
              <th scope="row">
                <div>
                  <a href={row.to} data-done={isDone || undefined}>{row.title}</a>
                  {detail ? <span>{detail}</span> : null}
                </div>
              </th>
              <td className="task-due" data-tone={isDone ? 'later' : row.due?.tone} title={row.due?.exact}>{isDone ? row.doneText : row.due?.text}</td>
              <td className="task-priority" data-priority={row.priority}>{words.priority[row.priority]}</td>
              <td className="list-wide list-quiet">
                {row.links.map((link) => <a key={link.kind} href={link.to}>{link.label}</a>)}
              </td>
              <td className={row.assignee ? undefined : 'list-quiet'}>{row.assignee ? row.assignee.name : words.nobody}</td>
              <td className="list-wider list-quiet">{row.created}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
});
