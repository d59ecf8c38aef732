import { Link } from '@remix-run/react';
import { CalendarCheck, Check, Play, Wrench } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarPage } from './load-calendar.server';
import type { PresentedRow } from './present-row.server';

const stateIcons = { APPROVED: CalendarCheck, IN_PROGRESS: Play, COMPLETED: Check, DRAFT: CalendarCheck, CREATED: CalendarCheck, CANCELLED: CalendarCheck } as const;

/** Machines, attachments and people as rows with what is booked in them as bars; on a phone an agenda for each. */
export function Schedule({ page }: { page: CalendarPage }) {
  const { t } = useTranslation('bookings');
  const { columns, rows, nowAt, view, range } = page;
  const kinds = (['EQUIPMENT', 'ATTACHMENT', 'PERSON'] as const).map((kind) => ({ kind, rows: rows.filter((row) => row.kind === kind) })).filter((group) => group.rows.length > 0);
  return (
    <div className="schedule" data-view={view} style={{ '--columns': columns.length } as CSSProperties}>
      <div className="schedule-inner">
        <div className="schedule-head">
          <ol aria-label={range.name}>
            {columns.map(({ key, label, name, isToday, isWeekend, search }) => (
              <li key={key} data-today={isToday || undefined} data-weekend={isWeekend || undefined}>
                {search === null ? <span title={name}>{label}</span> : <Link to={{ search }} aria-label={name} title={name} aria-current={isToday ? 'date' : undefined}>{label}</Link>}
              </li>
            ))}
          </ol>
        </div>
        <div className="schedule-columns" aria-hidden="true">
          {columns.map(({ key, isToday, isWeekend }) => <i key={key} data-today={isToday || undefined} data-weekend={isWeekend || undefined} />)}
          {nowAt === null ? null : <b title={t('now')} style={{ left: `${nowAt}%` }} />}
        </div>
        {kinds.map((group) => (
          <section key={group.kind} aria-labelledby={`schedule-${group.kind}`}>
            <h3 id={`schedule-${group.kind}`}>{t(`kind.${group.kind}`)}</h3>
            <ol>{group.rows.map((row) => <ScheduleRow key={row.id} row={row} />)}</ol>
          </section>
        ))}
      </div>
    </div>
  );
}

function ScheduleRow({ row }: { row: PresentedRow }) {
  const { t } = useTranslation('bookings');
  const { id, subject, name, code, to, busy, busyHours, lines, bars, isBroken } = row;
  return (
    <li data-row={subject === 'item' ? 'item' : 'person'} data-id={id} data-free={bars.length === 0 || undefined} style={{ '--lines': lines } as CSSProperties}>
      <div className="schedule-name">
        <h4><Link to={to} title={name}>{name}</Link></h4>
        <p>
          {code ? <span>{code}</span> : null}
          <span data-metric="busy-hours" data-value={busyHours}>{busy}</span>
          {isBroken ? <span className="schedule-broken"><Wrench aria-hidden="true" />{t('broken')}</span> : null}
        </p>
      </div>
      <ol>{bars.map((bar) => <Bar key={bar.id} bar={bar} />)}</ol>
    </li>
  );
}

function Bar({ bar }: { bar: PresentedRow['bars'][number] }) {
  const { id, kind, state, label, what, client, address, stateName, time, to, left, width, line, before, after } = bar;
  const Icon = kind === 'MAINTENANCE' ? Wrench : stateIcons[state ?? 'APPROVED'];
  const place = { left: `${left}%`, width: `${width}%`, '--line': line, '--before': `${-before}%`, '--after': `${-after}%` } as CSSProperties;
  return (
    <li data-row="booking" data-id={id} data-kind={kind} data-state={state} style={place}>
      <Link to={to} title={[what, kind === 'ORDER' ? client : label, stateName, time, address].filter(Boolean).join(' · ')}>
        <Icon aria-hidden="true" />
        <span className="schedule-what">
          <strong>{kind === 'ORDER' ? label : what}</strong>
          {kind === 'MAINTENANCE' ? <span>{label}</span> : client ? <span>{client}</span> : null}
        </span>
        <span className="schedule-more">
          <span>{time}</span>
          {stateName ? <span>{stateName}</span> : null}
          {address ? <span>{address}</span> : null}
        </span>
      </Link>
    </li>
  );
}

/** What colours, patterns and marks mean. */
export function ScheduleKey() {
  const { t } = useTranslation('bookings');
  return (
    <ul aria-label={t('legend.label')} className="schedule-key">
      {(['APPROVED', 'IN_PROGRESS', 'COMPLETED'] as const).map((state) => {
        const Icon = stateIcons[state];
        return <li key={state}><i data-kind="ORDER" data-state={state}><Icon aria-hidden="true" /></i>{t(`state.${state}`)}</li>;
      })}
      <li><i data-kind="MAINTENANCE"><Wrench aria-hidden="true" /></i>{t('maintenance')}</li>
      <li><i data-kind="BUFFER" />{t('legend.buffer')}</li>
    </ul>
  );
}
