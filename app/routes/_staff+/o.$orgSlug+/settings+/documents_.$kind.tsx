import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/domain/accounts/guard.server';
import { defaultTexts } from '~/domain/documents/default-texts';
import { PLACEHOLDERS } from '~/domain/documents/placeholders';
import { sampleValues } from '~/domain/documents/sample-of-company.server';
import { findTemplate } from '~/domain/documents/templates.server';
import { isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import { kindOfPath } from './__documents/kind-of-path';
import { saveTemplateForm } from './__documents/save-template.server';
import { TemplateForm } from './__documents/template-form';

export const handle = { i18n: ['settings', 'documents'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'billing', 'read');
  const kind = kindOfPath(args.params.kind);
  const t = await getFixedT(args.request, 'documents');
  const template = await findTemplate(db, kind);
  const standard = new URL(args.request.url).searchParams.get('standard');
  const texts = isLanguage(standard) ? defaultTexts(kind, standard) : template.texts;
  return {
    title: `${t(`kinds.${kind}`)} · ${org.name}`,
    kind,
    base: `/o/${org.slug}/settings/documents`,
    canUpdate: Boolean(can('billing', 'update')),
    version: template.version,
    texts,
    placeholders: PLACEHOLDERS.map((name) => ({ name, meaning: t(`placeholders.${name.replace('.', '_')}`) })),
    values: await sampleValues(db, kind, texts.language),
  };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'billing', 'update');
  return saveTemplateForm(args.request, staff, kindOfPath(args.params.kind));
}

export default function TemplatePage() {
  const page = useLoaderData<typeof loader>();
  // other words to begin with make a fresh form
  return <TemplateForm key={`${page.kind} ${page.texts.language} ${page.version} ${page.texts.terms.length}`} {...page} answer={useActionData<typeof action>()} />;
}
