import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findDraft } from '~/domain/leads/scoring-drafts.server';
import { computeEffect } from '~/domain/leads/scoring-effect.server';
import { diffTables } from '~/domain/leads/scoring-lines';
import { getPublishedRules } from '~/domain/leads/scoring-rules.server';
import { getFixedT } from '~/platform/i18n.server';
import { DraftEditor } from './__scoring/draft-editor';
import { EffectPanel } from './__scoring/effect-panel';
import { runDraftIntent } from './__scoring/draft-actions.server';

export const handle = { i18n: ['scoring'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'scoringRules', 'update');
  const draft = await findDraft(db);
  if (!draft) throw redirect(`/o/${org.slug}/settings/scoring`, 303);
  const [t, published, effect] = await Promise.all([
    getFixedT(args.request, 'scoring'),
    getPublishedRules(db, org.id),
    computeEffect(db, org.id, draft.table),
  ]);
  return {
    title: `${t('draft.title', { version: draft.version })} · ${org.name}`,
    draft,
    effect,
    changes: diffTables(published.table, draft.table),
    currency: org.currency,
    leads: `/o/${org.slug}/leads`,
  };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'scoringRules', 'update');
  return runDraftIntent(args.request, staff);
}

export default function ScoringDraftPage() {
  const { t } = useTranslation('scoring');
  const { draft, effect, changes, currency, leads } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const current = answer?.current ?? null;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 className="text-16 font-semibold">{t('draft.title', { version: draft.version })}</h2>
        <p className="mt-1 max-w-prose text-13 text-muted">{t('draft.intro')}</p>
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        {/* after a save elsewhere the fields must show what is saved, not what they began with */}
        <DraftEditor key={answer ? 'kept' : draft.revision} draft={draft} current={current} lastResult={answer?.result} currency={currency} />
        <EffectPanel effect={effect} changes={changes} revision={current?.revision ?? draft.revision} currency={currency} leads={leads} />
      </div>
    </div>
  );
}
