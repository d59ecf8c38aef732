import { useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { hasFactor } from '~/domain/accounts/factors/factors.server';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listWithoutFactor, saveRequireFactor } from '~/domain/accounts/factors/require-factor.server';
import { securitySettingsSchema } from '~/domain/organizations/settings.schema';
import { findSettings } from '~/domain/organizations/settings.server';
import { db as unbound } from '~/platform/db.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Alert } from '~/ui/alert';
import { CheckboxField } from '~/ui/field';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['security', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, user, can } = await requireStaff(args, 'organization', 'read');
  const canUpdate = Boolean(can('organization', 'update'));
  const [t, { version, requireTwoFactor }, isOwnSet, without] = await Promise.all([
    getFixedT(args.request, 'security'),
    findSettings(db),
    hasFactor(unbound, user.id),
    // who lacks one is nobody's business but theirs who may ask them for it
    canUpdate ? listWithoutFactor(db, org.id) : null,
  ]);
  return { title: `${t('organization.title')} · ${org.name}`, settings: { version, requireTwoFactor }, canUpdate, isOwnSet, without };
}

export async function action(args: ActionFunctionArgs) {
  const { org, user } = await requireStaff(args, 'organization', 'update');
  const submission = parseWithZod(await args.request.formData(), { schema: securitySettingsSchema });
  if (submission.status !== 'success') return data({ result: submission.reply(), current: null }, 400);
  const saved = await saveRequireFactor({ organizationId: org.id, userId: user.id }, submission.value);
  if (!saved.ok && saved.error === 'stale') return data({ result: submission.reply(), current: saved.current }, 409);
  if (!saved.ok) return data({ result: submission.reply({ formErrors: [saved.error] }), current: null }, 422);
  const t = await getFixedT(args.request, 'settings');
  return redirectWithToast(new URL(args.request.url).pathname, { message: t('saved'), tone: 'success' });
}

export default function SecuritySettingsPage() {
  const { t } = useTranslation('security');
  const { settings, canUpdate, isOwnSet, without } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'security', lastResult: answer?.result, defaultValue: settings });
  const current = answer?.current;
  const say = (isOn: boolean) => t(isOn ? 'organization.yes' : 'organization.no');
  const conflict = current && [{ label: t('organization.conflict'), saved: say(current.requireTwoFactor), typed: say(fields.requireTwoFactor.value === 'on') }];
  return (
    <SectionForm form={form} title={t('organization.title')} intro={t('organization.intro')} version={current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict ?? null}>
      {canUpdate && (form.errors || (!isOwnSet && !settings.requireTwoFactor)) ? (
        <Alert tone={form.errors ? 'danger' : 'info'}>
          {t('organization.ownFirst')} <Link to="/profile/security" className="text-accent hover:underline">{t('organization.ownFirstLink')}</Link>
        </Alert>
      ) : null}
      <CheckboxField field={fields.requireTwoFactor} label={t('organization.require')} hint={t('organization.requireHint')} />
      {without ? <Without names={without} /> : null}
    </SectionForm>
  );
}

function Without({ names }: { names: string[] }) {
  const { t } = useTranslation('security');
  if (names.length === 0) return <p className="text-13 text-muted" data-metric="members-without-factor" data-value={0}>{t('organization.everyone')}</p>;
  return (
    <details className="text-13">
      <summary className="cursor-pointer text-muted hover:text-ink" data-metric="members-without-factor" data-value={names.length}>{t('organization.without', { count: names.length })}</summary>
      <ul className="mt-2 columns-2 gap-6 pl-4">
        {names.map((name, index) => <li key={index} className="break-words">{name}</li>)}
      </ul>
    </details>
  );
}
