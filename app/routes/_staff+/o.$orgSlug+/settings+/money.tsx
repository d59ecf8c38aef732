import { useForm } from '@conform-to/react';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { findMoneySettings, type MoneyRules } from '~/domain/books/money-settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { TextField } from '~/ui/field';
import { BooksForms } from './__money/books-forms';
import { runMoneyIntent } from './__money/money-actions.server';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['settings', 'money'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'organization', 'read');
  const [settings, t] = await Promise.all([findMoneySettings(db), getFixedT(args.request, 'money')]);
  return { title: `${t('settings.title')} · ${org.name}`, settings, canUpdate: Boolean(can('organization', 'update')), today: localDay(new Date(), org.timeZone) };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'organization', 'update');
  const answer = await runMoneyIntent(args.request, staff);
  if (!answer) throw data(null, 400);
  return answer;
}

export default function MoneySettingsPage() {
  const { t } = useTranslation(['money', 'settings']);
  const { settings, canUpdate, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const rules = answer?.kind === 'rules' ? answer : undefined;
  const [form, fields] = useForm({
    // saved: the fields begin anew
    id: `rules-${settings.version}`,
    lastResult: rules?.result,
    defaultValue: { defaultTaxPercent: settings.defaultTaxPercent, lateDiscountPercent: settings.lateDiscountPercent ?? '', unpaidAfterDays: String(settings.unpaidAfterDays) },
  });
  const conflict = rules?.current ? conflictRows(rules.current, form.value ?? {}, t) : null;
  return (
    <div className="flex flex-col gap-5">
      <SectionForm form={form} title={t('settings.title')} intro={t('settings.intro')} version={rules?.current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict}>
        <input type="hidden" name="intent" value="rules" />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField field={fields.defaultTaxPercent} label={t('settings.tax')} hint={t('settings.taxHint')} errorNs="money" inputMode="decimal" autoComplete="off" />
          <TextField field={fields.lateDiscountPercent} label={t('settings.late')} hint={t('settings.lateHint')} errorNs="money" inputMode="decimal" autoComplete="off" />
          <TextField field={fields.unpaidAfterDays} label={t('settings.unpaid')} hint={t('settings.unpaidHint')} errorNs="money" inputMode="numeric" autoComplete="off" />
        </div>
      </SectionForm>
      <BooksForms key={settings.booksClosedThrough} closedThrough={settings.booksClosedThrough} today={today} canUpdate={canUpdate} answer={answer?.kind === 'books' ? answer : undefined} />
    </div>
  );
}

function conflictRows(current: MoneyRules, typed: Partial<Record<keyof MoneyRules, unknown>>, t: TFunction) {
  const row = (key: keyof MoneyRules, label: string) => ({ label, saved: String(current[key] ?? ''), typed: typeof typed[key] === 'string' ? typed[key] : '' });
  return [row('defaultTaxPercent', t('settings.tax')), row('lateDiscountPercent', t('settings.late')), row('unpaidAfterDays', t('settings.unpaid'))];
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
