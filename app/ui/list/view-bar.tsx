import { Form, Link, useActionData } from '@remix-run/react';
import { Bookmark, Ellipsis, EyeOff, Save, Star, StarOff, Trash2, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { VIEW_NAME_MAX } from '~/domain/saved-views/saved-view';
import { Button, buttonClass } from '../button';
import { cx } from '../class-names';
import { controlClass } from '../field';
import { Menu, MenuGroup, MenuPost } from '../menu';
import type { ShownView, ViewBarData, ViewError } from './view-bar-data';

/**
 * The saved views of a list as links, and what can be done with the one that is shown. Takes no room while there is nothing
 * to keep. Its forms post to the list's own page, where `runViewIntent` answers them.
 */
export function ViewBar({ bar }: { bar: ViewBarData }) {
  const { t } = useTranslation('lists');
  const error = useActionData<{ viewError?: ViewError } | undefined>()?.viewError ?? null;
  const { views, search } = bar;
  const current = views.find(({ id }) => id === bar.current) ?? null;
  const changed = views.find(({ id }) => id === bar.changed) ?? null;
  if (views.length === 0 && search === '' && !error) return null;
  return (
    <div className="mb-3 flex items-start gap-2 no-print">
      {views.length > 0 ? (
        <nav aria-label={t('views.label')} className="min-w-0 overflow-x-auto scroll-thin md:max-w-[calc(100%-22rem)]">
          <ul className="flex min-w-max gap-1.5">
            <li><ViewLink to="" isCurrent={search === ''}>{t('views.usual')}</ViewLink></li>
            {views.map((view) => (
              <li key={view.id}>
                <ViewLink to={view.search} isCurrent={view.id === bar.current}>
                  {view.isDefault ? <Star aria-label={t('views.isDefault')} role="img" className="size-3.5 shrink-0" /> : null}
                  <span className="max-w-56 truncate">{view.name}</span>
                  {view.isShared ? <UsersRound aria-label={t('views.isShared')} role="img" className="size-3.5 shrink-0 opacity-70" /> : null}
                  {view.id === bar.changed ? <span className="text-12 text-muted">{t('views.changed')}</span> : null}
                </ViewLink>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <div className="ml-auto flex shrink-0 items-start gap-2 md:ml-0">
        {changed?.mayChange ? <UpdateForm view={changed} search={search} /> : null}
        {current ? <ViewMenu view={current} mayShare={bar.mayShare} error={error} /> : <SaveAs bar={bar} error={error} />}
      </div>
    </div>
  );
}

function ViewLink({ to, isCurrent, children }: { to: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <Link
      to={{ search: to }}
      aria-current={isCurrent ? 'page' : undefined}
      className="flex h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-13 hover:border-line-strong aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent pointer-coarse:h-11"
    >
      {children}
    </Link>
  );
}

function UpdateForm({ view, search }: { view: ShownView; search: string }) {
  const { t } = useTranslation('lists');
  return (
    <Form method="post" preventScrollReset>
      <Target view={view} />
      <input type="hidden" name="query" value={search} />
      <Button size="small" name="intent" value="view.update" title={t('views.updateName', { name: view.name })}>
        <Save aria-hidden="true" className="size-4" />
        <span className="max-md:sr-only">{t('views.update')}</span>
      </Button>
    </Form>
  );
}

const panelClass = 'absolute right-0 z-30 mt-1 flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-3 rounded-card border border-line bg-surface p-4 shadow-float md:right-auto md:left-0';

/** Keeps what is shown now as a new view. */
function SaveAs({ bar, error }: { bar: ViewBarData; error: ViewError | null }) {
  const { t } = useTranslation('lists');
  const failed = error && error.intent !== 'view.rename' ? error : null;
  if (bar.search === '' && !failed) return null;
  return (
    <details className="relative" open={failed !== null || undefined}>
      <summary className={buttonClass('quiet', 'small')}>
        <Bookmark aria-hidden="true" className="size-4" />
        <span className={bar.views.length > 0 ? 'max-md:sr-only' : undefined}>{t(bar.changed ? 'views.saveAs' : 'views.save')}</span>
      </summary>
      <Form key={bar.search} method="post" preventScrollReset className={panelClass}>
        <input type="hidden" name="query" value={bar.search} />
        <NameField label={t('views.name')} value={failed?.name ?? ''} error={failed?.message ?? null} />
        {bar.mayShare ? <Check name="isShared" isChecked={failed?.isShared} label={t('views.shareWithAll')} /> : null}
        <Check name="isDefault" isChecked={failed?.isDefault} label={t('views.openWith')} />
        <Button look="primary" name="intent" value="view.create">{t('views.saveNow')}</Button>
      </Form>
    </details>
  );
}

/** What can be done with the view that is shown. */
function ViewMenu({ view, mayShare, error }: { view: ShownView; mayShare: boolean; error: ViewError | null }) {
  const { t } = useTranslation('lists');
  const failed = error?.intent === 'view.create' ? null : error;
  const fields = { viewId: view.id, version: String(view.version) };
  const canShare = view.mayChange && (view.isShared || mayShare);
  return (
    <>
      <Menu label={t('views.menu', { name: view.name })} summary={<Ellipsis aria-hidden="true" className="size-4" />} summaryClassName={buttonClass('quiet', 'small')} align="right" panelClassName="md:right-auto md:left-0">
        {view.mayChange ? (
          <Form key={`${view.id} ${view.version}`} method="post" preventScrollReset className="flex flex-col gap-2 p-2.5">
            <Target view={view} />
            <NameField label={t('views.rename')} value={failed?.intent === 'view.rename' ? failed.name : view.name} error={null} />
            <Button size="small" name="intent" value="view.rename">{t('views.renameNow')}</Button>
          </Form>
        ) : null}
        <MenuGroup>
          {view.isDefault
            ? <MenuPost intent="view.plain" Icon={StarOff}>{t('views.unsetDefault')}</MenuPost>
            : <MenuPost intent="view.default" fields={fields} Icon={Star}>{t('views.setDefault')}</MenuPost>}
          {canShare ? (
            <MenuPost intent={view.isShared ? 'view.unshare' : 'view.share'} fields={fields} Icon={view.isShared ? EyeOff : UsersRound}>
              {t(view.isShared ? 'views.unshare' : 'views.share')}
            </MenuPost>
          ) : null}
          {view.mayChange ? <MenuPost intent="view.delete" fields={fields} Icon={Trash2} isDanger>{t('views.delete')}</MenuPost> : null}
        </MenuGroup>
      </Menu>
      {failed ? <p role="alert" className="self-center text-13 text-danger">{failed.message}</p> : null}
    </>
  );
}

function Target({ view }: { view: ShownView }) {
  return (
    <>
      <input type="hidden" name="viewId" value={view.id} />
      <input type="hidden" name="version" value={view.version} />
    </>
  );
}

function NameField({ label, value, error }: { label: string; value: string; error: string | null }) {
  return (
    <label className="flex flex-col gap-1 text-13 font-medium">
      {label}
      <input name="name" required maxLength={VIEW_NAME_MAX} defaultValue={value} autoComplete="off" aria-invalid={error ? true : undefined} className={cx(controlClass, 'font-normal')} />
      {error ? <span role="alert" className="font-normal text-danger">{error}</span> : null}
    </label>
  );
}

function Check({ name, isChecked, label }: { name: string; isChecked: boolean | undefined; label: string }) {
  return (
    <label className="flex items-center gap-2 text-14 pointer-coarse:min-h-11">
      <input type="checkbox" name={name} defaultChecked={isChecked} className="size-4.5 accent-accent" />
      {label}
    </label>
  );
}
