import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/domain/accounts/guard.server';
import { findCompany } from '~/domain/documents/requisites.server';
import { listTemplates } from '~/domain/documents/templates.server';
import { getFixedT } from '~/platform/i18n.server';
import { PictureForms } from './__documents/picture-forms';
import { RequisitesForm } from './__documents/requisites-form';
import { runSettingsIntent } from './__documents/settings-actions.server';
import { TemplateList } from './__documents/template-list';

export const handle = { i18n: ['settings', 'documents'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'billing', 'read');
  const t = await getFixedT(args.request, 'settings');
  const [{ requisites, version, logoFileId, signatureFileId }, templates] = await Promise.all([findCompany(db), listTemplates(db)]);
  const canUpdate = Boolean(can('billing', 'update'));
  const base = `/o/${org.slug}/settings/documents`;
  return {
    title: `${t('sections.documents')} · ${org.name}`,
    base,
    canUpdate,
    requisites,
    version,
    // the id in the address: a new picture is not taken from a cache
    pictures: { logo: logoFileId && `${base}/pictures/logo?v=${logoFileId}`, signature: signatureFileId && canUpdate ? `${base}/pictures/signature?v=${signatureFileId}` : null },
    hasSignature: signatureFileId !== null,
    templates: templates.map(({ kind, version: number, savedAt, texts }) => ({ kind, version: number, savedAt, title: texts.title })),
    timeZone: org.timeZone,
  };
}

export async function action(args: ActionFunctionArgs) {
  return runSettingsIntent(args.request, await requireStaff(args, 'billing', 'update'));
}

/** What documents say of the company, its logo and signature, and the words of each kind. */
export default function DocumentSettingsPage() {
  const { base, canUpdate, requisites, version, pictures, hasSignature, templates, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <RequisitesForm requisites={requisites} version={version} canUpdate={canUpdate} answer={answer && 'result' in answer ? answer : undefined} />
      <PictureForms pictures={pictures} hasSignature={hasSignature} canUpdate={canUpdate} error={answer && 'picture' in answer ? answer : undefined} />
      <TemplateList templates={templates} base={base} timeZone={timeZone} />
    </div>
  );
}
