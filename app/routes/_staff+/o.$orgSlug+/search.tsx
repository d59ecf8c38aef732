import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { Search, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { MIN_QUERY, searchEverything } from '~/domain/search/search-everything.server';
import { getFixedT } from '~/platform/i18n.server';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { controlClass } from '~/ui/field';
import { PLACES, RECORD_KINDS, recordIcons, RECORD_PATHS } from '~/ui/frame/places';
import { PageHeader } from '~/ui/page-header';
import type { loader as layoutLoader } from './_layout';

export const handle = { i18n: ['frame'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** More than the palette shows: who comes here has time to look. */
const HITS = 20;

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const query = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, 100);
  const t = await getFixedT(args.request, 'frame');
  const hits = await searchEverything(staff, query, HITS);
  return {
    title: `${query ? `${query} · ` : ''}${t('search.title')} · ${staff.org.name}`,
    query,
    isShort: query.length < MIN_QUERY,
    base: `/o/${staff.org.slug}`,
    groups: RECORD_KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter((group) => group.hits.length > 0),
  };
}

/** The palette as a page: finds, leads and creates without JavaScript too. */
export default function SearchPage() {
  const { t } = useTranslation(['frame', 'common']);
  const { query, isShort, base, groups } = useLoaderData<typeof loader>();
  const frame = useRouteLoaderData<typeof layoutLoader>('routes/_staff+/o.$orgSlug+/_layout');
  return (
    <>
      <PageHeader title={t('search.title')} intro={t('search.intro')} />
      <Form key={query} method="get" role="search" className="mb-5 flex max-w-2xl gap-2">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
          <input type="search" name="q" defaultValue={query} maxLength={100} aria-label={t('search.label')} placeholder={t('search.placeholder')} enterKeyHint="search" className={cx(controlClass, 'pl-9')} />
        </div>
        <Button look="primary">{t('common:search')}</Button>
      </Form>
      {query && isShort ? <p role="status" className="mb-5 text-14 text-muted">{t('search.tooShort')}</p> : null}
      {!isShort && groups.length === 0 ? (
        <EmptyState icon={SearchX} title={t('search.none', { query })} action={<Link to={`${base}/search`} className={buttonClass('secondary')}>{t('search.clear')}</Link>}>
          {t('search.noneHint')}
        </EmptyState>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {groups.map(({ kind, hits }) => {
          const Icon = recordIcons[kind];
          const list = `${base}${RECORD_PATHS[kind]}?${new URLSearchParams({ q: query }).toString()}`;
          return (
            <Card key={kind} title={t(`palette.kinds.${kind}`)} aside={<Link to={list} aria-label={t('search.open', { what: t(`palette.kinds.${kind}`) })} className="font-medium text-accent underline-offset-4 hover:underline">{t('search.list')}</Link>}>
              <ul className="-mx-2">
                {hits.map((hit) => (
                  <li key={hit.id} data-row={kind} data-id={hit.id}>
                    <Link to={`${base}${RECORD_PATHS[kind]}/${hit.id}`} className="flex min-h-10 items-center gap-3 rounded-control px-2 py-1.5 text-14 hover:bg-sunken pointer-coarse:min-h-11">
                      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" />
                      <span className="min-w-0 flex-1 truncate font-medium">{hit.label}</span>
                      {hit.detail ? <span className="max-w-[50%] truncate text-13 text-muted">{hit.detail}</span> : null}
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
      {query === '' && frame ? (
        <nav aria-label={t('search.go')} className="grid gap-4 sm:grid-cols-2 lg:max-w-3xl">
          <Ways title={t('search.go')} ways={frame.places.map(({ key, to }) => ({ to, label: t(`common:nav.${key}`), Icon: PLACES.find((place) => place.key === key)?.Icon }))} />
          {frame.creatable.length > 0 ? <Ways title={t('search.create')} ways={frame.creatable.map(({ key, to }) => ({ to, label: t(`create.${key}`) }))} /> : null}
        </nav>
      ) : null}
    </>
  );
}

function Ways({ title, ways }: { title: string; ways: { to: string; label: string; Icon?: typeof Search }[] }) {
  return (
    <Card title={title}>
      <ul className="-mx-2">
        {ways.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link to={to} reloadDocument={to === '/' || to.startsWith('/r/')} className="flex min-h-9 items-center gap-3 rounded-control px-2 text-14 hover:bg-sunken pointer-coarse:min-h-11">
              {Icon ? <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" /> : null}
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
