import { Link } from '@remix-run/react';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';
import { PersonChip } from '~/ui/person-chip';
import type { AuditTone, ShownAudit } from './present-audit.server';

/** Changes that stand in sight; the others open. */
const IN_SIGHT = 3;
const tones: Record<AuditTone, string> = { ok: 'bg-ok-soft text-ok', danger: 'bg-danger-soft text-danger', plain: 'bg-sunken text-muted' };

/** One change: when, who, what it was done to, and which fields, before and after. */
export function AuditEntry({ entry }: { entry: ShownAudit }) {
  const { t } = useTranslation('audit');
  const { changes } = entry;
  // a record that came or went lists all it had: that opens, a change shows itself
  const inSight = entry.tone === 'plain' ? changes.slice(0, IN_SIGHT) : [];
  const rest = changes.slice(inSight.length);
  return (
    <li data-row="audit" data-id={entry.id} className="flex flex-col gap-2 px-4 py-3 md:flex-row md:gap-5">
      <div className="flex shrink-0 items-center gap-3 self-start md:w-56">
        <time title={entry.exact} className="w-11 shrink-0 text-13 text-muted">{entry.at}</time>
        {entry.isSystem ? <span className="text-14 text-muted">{entry.person}</span> : <PersonChip name={entry.person} className="text-14" />}
      </div>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-14">
          <span className={cx('rounded-full px-2 py-0.5 text-12 font-medium', tones[entry.tone])}>{entry.action}</span>
          <span className="text-muted">{entry.resource}</span>
          {entry.to ? <Link to={entry.to} className="min-w-0 font-medium break-words underline-offset-4 hover:text-accent hover:underline">{entry.label ?? t('open')}</Link> : <span className="min-w-0 font-medium break-words">{entry.label}</span>}
        </p>
        {inSight.length > 0 ? <Changes changes={inSight} /> : null}
        {rest.length > 0 ? (
          <details className="mt-1.5">
            <summary className="inline-flex min-h-7 items-center text-13 text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11">{inSight.length > 0 ? t('moreFields', { count: rest.length }) : t('fieldsCount', { count: rest.length })}</summary>
            <Changes changes={rest} />
          </details>
        ) : null}
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: ShownAudit['changes'] }) {
  const { t } = useTranslation('audit');
  return (
    <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-13 sm:grid-cols-[minmax(7rem,12rem)_1fr]">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="contents">
          <dt className="text-muted">{field}</dt>
          <dd className="mb-1 min-w-0 break-words sm:mb-0">
            {before === null ? null : (
              <>
                <del className="text-muted decoration-line-strong">{before}</del>
                <ArrowRight aria-hidden="true" className="mx-1.5 inline size-3.5 text-muted" />
              </>
            )}
            {after === null ? <span className="text-muted">{t('emptied')}</span> : <ins className="no-underline">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
