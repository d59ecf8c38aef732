import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { sayScopes } from '~/domain/accounts/programs/api-keys.schema';
import type { ApiKeyRow } from '~/domain/accounts/programs/api-keys.server';
import { Button, buttonClass } from '~/ui/button';
import { formatDay } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';

interface Page {
  keys: ApiKeyRow[];
  base: string;
  now: Date;
  timeZone: string;
}

const head = 'px-4 py-2 text-left text-12 font-medium text-muted';
const cell = 'px-4 py-3 align-top max-md:p-0';
const label = 'text-12 text-muted md:hidden';

/** The organisation's keys. On a phone each row is a card with the same facts. */
export function ApiKeyTable({ page: { keys, base, now, timeZone } }: { page: Page }) {
  const { t, i18n } = useTranslation('api-keys');
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('list.caption')}</caption>
        <thead className="border-b border-line bg-raised max-md:sr-only">
          <tr>
            {(['name', 'scopes', 'lastUsed', 'expires'] as const).map((column) => <th key={column} scope="col" className={head}>{t(`list.${column}`)}</th>)}
            <th scope="col" className={head}><span className="sr-only">{t('list.actions')}</span></th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {keys.map(({ id, name, prefix, scopes, expiresAt, lastUsedAt, lastAddress, member }) => (
            <tr key={id} data-row="apiKey" data-id={id} className="border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-2.5 max-md:px-4 max-md:py-3.5">
              <th scope="row" className={`${cell} text-left font-normal max-md:col-span-2`}>
                <span className="block font-medium break-words">{name}</span>
                <code className="font-mono text-12 text-muted">{prefix}…</code>
                <span className="block text-12 text-muted">{t('list.actsAs', { person: member.user.name })}</span>
              </th>
              <td className={`${cell} text-13 max-md:col-span-2`}><Scopes scopes={scopes} /></td>
              <td className={`${cell} text-13`}>
                <span className={label}>{t('list.lastUsed')}<br /></span>
                {lastUsedAt ? <RelativeTime at={lastUsedAt} now={now} timeZone={timeZone} /> : <span className="text-muted">{t('list.neverUsed')}</span>}
                {lastAddress ? <span className="block text-12 break-all text-muted">{lastAddress}</span> : null}
              </td>
              <td className={`${cell} text-13`}>
                <span className={label}>{t('list.expires')}<br /></span>
                {expiresAt === null ? t('lives.never') : expiresAt <= now ? <span className="font-medium text-danger">{t('list.expired')}</span> : <time dateTime={expiresAt.toISOString()}>{formatDay(expiresAt, i18n.language, timeZone)}</time>}
              </td>
              <td className={`${cell} max-md:col-span-2 md:text-right`}>
                <details>
                  <summary aria-label={t('revoke.label', { name })} className={buttonClass('quiet', 'small', 'cursor-pointer text-danger max-md:-ml-2.5')}>{t('revoke.open')}…</summary>
                  <Form method="post" action={base} preventScrollReset className="mt-2 ml-auto flex max-w-64 flex-col items-start gap-2 text-left text-13 max-md:ml-0">
                    <input type="hidden" name="id" value={id} />
                    <p>{t('revoke.text')}</p>
                    <Button look="danger" size="small" name="intent" value="key-revoke">{t('revoke.open')}</Button>
                  </Form>
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation('api-keys');
  const { all, resources } = sayScopes(scopes);
  return (
    <ul className="flex max-w-md flex-wrap gap-1">
      {all ? <li className="rounded-control bg-accent-soft px-1.5 py-0.5 font-medium">{t(`access.${all}`)}</li> : null}
      {resources.map(({ resource, right }) => (
        <li key={resource} className="rounded-control bg-sunken px-1.5 py-0.5">
          {t(`resources.${resource}`)} <span className="text-muted">{t(`brief.${right}`)}</span>
        </li>
      ))}
    </ul>
  );
}
