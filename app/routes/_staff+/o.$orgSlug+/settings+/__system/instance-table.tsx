import { useTranslation } from 'react-i18next';
import type { Instance } from '~/domain/system/system-facts';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { formatBytes, formatNumber, formatPercent } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { PartOf } from './facts';
import type { SystemPage } from './load-system.server';

type Times = Pick<SystemPage, 'now' | 'timeZone'>;

const head = 'pb-1.5 pr-4 text-left text-12 font-medium text-muted';
const cell = 'py-2 pr-4 align-top whitespace-nowrap tabular-nums max-lg:p-0';
const COLUMNS = ['name', 'role', 'started', 'seen', 'lag', 'memory', 'cpu', 'pool', 'jobs'] as const;

/** All processes of the installation and how each was when it was heard of last. On a phone each is a card. */
export function InstanceTable({ part, ...times }: { part: SystemPage['system']['instances'] } & Times) {
  const { t } = useTranslation('system');
  return (
    <Card title={t('instances.title')}>
      <PartOf part={part}>
        {(instances) => (
          <table className="w-full text-13 max-lg:block">
            <caption className="sr-only">{t('instances.caption')}</caption>
            <thead className="max-lg:sr-only">
              <tr>{COLUMNS.map((column) => <th key={column} scope="col" className={head}>{t(`instances.${column}`)}</th>)}</tr>
            </thead>
            <tbody className="max-lg:block">
              {instances.map((instance) => <Row key={instance.id} instance={instance} {...times} />)}
            </tbody>
          </table>
        )}
      </PartOf>
    </Card>
  );
}

function Row({ instance: { id, host, pid, role, version, startedAt, seenAt, isAlive, isThis, state }, ...times }: { instance: Instance } & Times) {
  const { t, i18n } = useTranslation('system');
  const figures = state && {
    lag: t('database.ms', { ms: formatNumber(state.loopLagMs, i18n.language) }),
    memory: formatBytes(state.rssBytes, i18n.language),
    cpu: formatPercent(state.cpu, i18n.language),
    pool: [t('instances.poolOf', { used: state.pool.total - state.pool.idle, total: state.pool.total }), ...(state.pool.waiting > 0 ? [t('instances.poolWaiting', { count: state.pool.waiting })] : [])].join(', '),
    jobs: formatNumber(state.jobs.length, i18n.language),
  };
  return (
    <tr data-row="instance" data-id={id} data-role={role} data-state={isAlive ? 'alive' : 'silent'} className={cx('border-t border-line max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-4 max-lg:gap-y-1.5 max-lg:py-3 sm:max-lg:grid-cols-3', !isAlive && 'text-muted')}>
      <th scope="row" className={cx(cell, 'text-left font-medium max-lg:col-span-full')}>
        <span className="break-all whitespace-normal">{host}</span> <span className="font-normal text-muted">{pid}{isThis ? ` · ${t('instances.this')}` : ''}</span>
        <span className="block text-12 font-normal text-muted">{version}</span>
      </th>
      <td className={cell}><Label name="role" />{t(`instances.roles.${role}`)}</td>
      <td className={cell}><Label name="started" /><RelativeTime at={startedAt} {...times} /></td>
      <td className={cell}>
        <Label name="seen" />
        <RelativeTime at={seenAt} {...times} className={isAlive ? undefined : 'text-danger'} />
        {isAlive ? null : <span className="block text-12 text-danger">{t('instances.silent')}</span>}
      </td>
      {(['lag', 'memory', 'cpu', 'pool', 'jobs'] as const).map((name) => (
        <td key={name} className={cell}><Label name={name} />{figures?.[name] ?? '—'}</td>
      ))}
    </tr>
  );
}

/** The column's name, where the table has become cards. */
function Label({ name }: { name: (typeof COLUMNS)[number] }) {
  const { t } = useTranslation('system');
  return <span className="block text-12 text-muted lg:hidden">{t(`instances.${name}`)}</span>;
}
