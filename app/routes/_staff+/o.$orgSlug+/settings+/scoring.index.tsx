import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { PencilRuler } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { findLatestRun } from '~/domain/background-runs/background-runs.server';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findDraft, listVersions, startDraft } from '~/domain/leads/scoring-drafts.server';
import { RESCORE, retryRescore } from '~/domain/leads/rescore-leads.server';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { Button, ButtonLink } from '~/ui/button';
import { RuleTable } from './__scoring/rule-table';
import { RunCard } from './__scoring/run-card';
import { VersionHistory } from './__scoring/version-history';

export const handle = { i18n: ['scoring'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'scoringRules', 'read');
  const t = await getFixedT(args.request, 'scoring');
  const [versions, draft, run] = await Promise.all([listVersions(db), findDraft(db), findLatestRun(db, RESCORE)]);
  return {
    title: `${t('title')} · ${org.name}`,
    versions,
    draft: draft && { version: draft.version, updatedAt: draft.updatedAt },
    run,
    now: new Date(),
    canUpdate: Boolean(can('scoringRules', 'update')),
    org: { timeZone: org.timeZone, currency: org.currency },
  };
}

export async function action(args: ActionFunctionArgs) {
  const { db, org, user } = await requireStaff(args, 'scoringRules', 'update');
  const form = await args.request.formData();
  switch (form.get('intent')) {
    case 'edit':
      await startDraft(db, { organizationId: org.id, userId: user.id });
      return redirect(`/o/${org.slug}/settings/scoring/draft`, 303);
    case 'retry': {
      const run = await findLatestRun(db, RESCORE);
      if (run) await retryRescore({ organizationId: org.id, runId: run.id });
      return redirect(`/o/${org.slug}/settings/scoring`, 303);
    }
    default:
      throw data(null, 400);
  }
}

export default function ScoringPage() {
  const { t } = useTranslation('scoring');
  const { versions, draft, run, now, canUpdate, org } = useLoaderData<typeof loader>();
  const current = versions.find((version) => version.isCurrent) ?? versions[0];
  if (!current) return null;
  return (
    <div className="flex max-w-5xl flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-16 font-semibold">{t('current', { version: current.version })}</h2>
          <p className="mt-1 max-w-prose text-13 text-muted">{t('intro')}</p>
        </div>
        {canUpdate && !draft ? (
          <Form method="post">
            <Button look="primary" name="intent" value="edit">
              <PencilRuler aria-hidden="true" className="size-4" />
              {t('edit')}
            </Button>
          </Form>
        ) : null}
      </div>
      {draft ? (
        <Alert tone="info" title={t('draft.exists', { version: draft.version })}>
          <p>{t('draft.existsText')}</p>
          {canUpdate ? <ButtonLink to="draft" look="primary" size="small" className="mt-2">{t('draft.open')}</ButtonLink> : null}
        </Alert>
      ) : null}
      {run ? <RunCard run={run} now={now} timeZone={org.timeZone} canRetry={canUpdate} /> : null}
      <RuleTable table={current.table} currency={org.currency} />
      <VersionHistory versions={versions} now={now} timeZone={org.timeZone} currency={org.currency} />
    </div>
  );
}
