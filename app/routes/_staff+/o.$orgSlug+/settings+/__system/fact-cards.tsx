import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { formatBytes, formatDuration, formatNumber } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { Fact, FactCard, PartOf } from './facts';
import type { SystemPage } from './load-system.server';

type System = SystemPage['system'];
type Times = Pick<SystemPage, 'now' | 'timeZone'>;

export function VersionsCard({ part }: { part: System['versions'] }) {
  const { t, i18n } = useTranslation('system');
  return (
    <FactCard title={t('versions.title')} part={part}>
      {({ teplo, node, postgres, migrations, uptimeSeconds }) => (
        <>
          <Fact label={t('versions.teplo')} metric="system-version" value={teplo}>{teplo}</Fact>
          <Fact label={t('versions.node')}>{node}</Fact>
          <Fact label={t('versions.postgres')}>{postgres}</Fact>
          <Fact label={t('versions.migrations')} metric="system-migrations" value={migrations.applied} tone={migrations.pending > 0 ? 'danger' : undefined}>
            {[t('versions.applied', { count: migrations.applied }), ...(migrations.pending > 0 ? [t('versions.pending', { count: migrations.pending })] : [])].join(', ')}
          </Fact>
          <Fact label={t('versions.uptime')} metric="system-uptime" value={uptimeSeconds}>{formatDuration(uptimeSeconds * 1_000, i18n.language)}</Fact>
        </>
      )}
    </FactCard>
  );
}

export function BackupCard({ part, ...times }: { part: System['backup'] } & Times) {
  const { t, i18n } = useTranslation('system');
  return (
    <FactCard title={t('backup.title')} part={part}>
      {({ last, failure }) => (
        <>
          <Fact label={t('backup.last')} metric="system-backup" value={last?.at.toISOString() ?? ''} tone={last ? undefined : 'warm'}>{last ? <RelativeTime at={last.at} {...times} /> : t('never')}</Fact>
          {last?.sizeBytes != null ? <Fact label={t('backup.size')} metric="system-backup-bytes" value={last.sizeBytes}>{formatBytes(last.sizeBytes, i18n.language)}</Fact> : null}
          {last ? <Fact label={t('backup.encrypted')}>{t(last.isEncrypted ? 'backup.yes' : 'backup.no')}</Fact> : null}
          {failure ? <div className="py-1.5 text-13 break-words text-danger">{t('backup.failed', { at: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', timeZone: times.timeZone }).format(failure.at), error: failure.error })}</div> : null}
        </>
      )}
    </FactCard>
  );
}

export function MailCard({ part, ...times }: { part: System['mail'] } & Times) {
  const { t, i18n } = useTranslation('system');
  return (
    <FactCard title={t('mail.title')} part={part}>
      {({ isConfigured, waiting, failed, lastSentAt }) => (
        <>
          <Fact label={t('mail.server')} tone={isConfigured ? 'ok' : 'warm'}>{t(isConfigured ? 'mail.on' : 'mail.off')}</Fact>
          <Fact label={t('mail.waiting')} metric="system-mail-waiting" value={waiting}>{formatNumber(waiting, i18n.language)}</Fact>
          <Fact label={t('mail.failed')} metric="system-mail-failed" value={failed} tone={failed > 0 ? 'danger' : undefined}>{formatNumber(failed, i18n.language)}</Fact>
          <Fact label={t('mail.last')}>{lastSentAt ? <RelativeTime at={lastSentAt} {...times} /> : t('never')}</Fact>
        </>
      )}
    </FactCard>
  );
}

/** Files, the disk of the data, and where limits are counted. */
export function StorageCard({ storage, disk, limits }: Pick<System, 'storage' | 'disk' | 'limits'>) {
  const { t, i18n } = useTranslation('system');
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  return (
    <Card title={t('storage.title')}>
      <div className="flex flex-col divide-y divide-line text-14">
        <PartOf part={storage}>
          {({ kind, usedBytes, mostBytes, limitBytes, error }) => (
            <dl className="flex flex-col divide-y divide-line pb-1.5">
              <Fact label={t('storage.kind')}>{t(`storage.kinds.${kind}`)}</Fact>
              <Fact label={t('storage.used')} metric="system-storage-used" value={usedBytes}>{size(usedBytes)}</Fact>
              <Fact label={t('storage.limit')} metric="system-storage-limit" value={limitBytes ?? ''} tone={limitBytes !== null && mostBytes >= limitBytes ? 'warm' : undefined}>
                {limitBytes === null ? t('storage.noLimit') : t('storage.most', { most: size(mostBytes), limit: size(limitBytes) })}
              </Fact>
              <Fact label={t('storage.state')} tone={error === null ? 'ok' : 'danger'}>{error ?? t('storage.answers')}</Fact>
            </dl>
          )}
        </PartOf>
        <PartOf part={disk}>
          {({ totalBytes, freeBytes }) => <dl className="py-1.5"><Fact label={t('storage.disk')} metric="system-disk-free" value={freeBytes}>{t('storage.free', { free: size(freeBytes), total: size(totalBytes) })}</Fact></dl>}
        </PartOf>
        <PartOf part={limits}>
          {({ kind, error }) => <dl className="pt-1.5"><Fact label={t('limits.title')} tone={error === null ? undefined : 'danger'}>{error ?? t(`limits.kinds.${kind}`)}</Fact></dl>}
        </PartOf>
      </div>
    </Card>
  );
}

export function DatabaseCard({ part }: { part: System['database'] }) {
  const { t, i18n } = useTranslation('system');
  return (
    <Card title={t('database.title')}>
      <PartOf part={part}>
        {({ sizeBytes, connections, maxConnections, skewMs, tables }) => (
          <div className="grid gap-x-10 gap-y-4 lg:grid-cols-[minmax(14rem,1fr)_2fr]">
            <dl className="flex flex-col divide-y divide-line text-14">
              <Fact label={t('database.size')} metric="system-database-bytes" value={sizeBytes}>{formatBytes(sizeBytes, i18n.language)}</Fact>
              <Fact label={t('database.connections')} metric="system-connections" value={connections}>{t('database.of', { used: connections, total: maxConnections })}</Fact>
              <Fact label={t('database.skew')} metric="system-skew-ms" value={skewMs}>{t('database.ms', { ms: formatNumber(skewMs, i18n.language) })}</Fact>
            </dl>
            <table className="w-full text-13">
              <caption className="sr-only">{t('database.tables')}</caption>
              <thead>
                <tr className="text-12 text-muted">
                  <th scope="col" className="pb-1 text-left font-medium">{t('database.tables')}</th>
                  <th scope="col" className="pb-1 text-right font-medium">{t('database.size')}</th>
                  <th scope="col" className="pb-1 text-right font-medium">{t('database.rows')}</th>
                </tr>
              </thead>
              <tbody>
                {tables.map(({ name, sizeBytes: bytes, rows }) => (
                  <tr key={name} data-row="table" data-id={name} className="border-t border-line">
                    <th scope="row" className="py-1 pr-3 text-left font-normal break-all">{name === 'pgboss' ? t('database.queueTables') : <code className="font-mono text-12">{name}</code>}</th>
                    <td className="py-1 pr-3 text-right whitespace-nowrap tabular-nums">{formatBytes(bytes, i18n.language)}</td>
                    <td className="py-1 text-right tabular-nums">{formatNumber(rows, i18n.language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PartOf>
    </Card>
  );
}
