import { getFormProps, getSelectProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { accessSchema, ADJUSTABLE_ROLES, VISIBILITIES } from '~/domain/accounts/access.schema';
import { findAccess } from '~/domain/accounts/access.server';
import { requireStaff } from '~/domain/accounts/guard.server';
import { REACH_RESOURCES } from '~/domain/accounts/reach';
import { saveAccess } from '~/domain/accounts/save-access.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { SubmitButton } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { controlClass } from '~/ui/field';

export const handle = { i18n: ['members', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const [access, t] = await Promise.all([findAccess(db), getFixedT(args.request, 'members')]);
  return { title: `${t('access.title')} · ${org.name}`, access };
}

export async function action(args: ActionFunctionArgs) {
  const { org, user } = await requireStaff(args, 'organization', 'update');
  const submission = parseWithZod(await args.request.formData(), { schema: accessSchema });
  if (submission.status !== 'success') return data({ result: submission.reply() }, 422);
  await saveAccess({ organizationId: org.id, actorId: user.id, access: submission.value });
  const t = await getFixedT(args.request, 'members');
  return redirectWithToast(`/o/${org.slug}/settings/access`, { message: t('access.saved'), tone: 'success' });
}

const explained = ['own', 'ofTeam', 'nobodys', 'fixed', 'everywhere'] as const;

export default function AccessPage() {
  const { t } = useTranslation('members');
  const { access } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({ id: 'access', lastResult: answer?.result, defaultValue: access });
  return (
    <section aria-labelledby="access-title" className="flex max-w-3xl flex-col gap-5">
      <div>
        <h2 id="access-title" className="text-20 font-semibold">{t('access.title')}</h2>
        <p className="max-w-prose text-14 text-muted">{t('access.intro')}</p>
      </div>
      <Form method="post" {...getFormProps(form)} className="rounded-card border border-line bg-surface p-4 shadow-card md:p-5">
        <table className="w-full text-14 max-md:block">
          <caption className="sr-only">{t('access.caption')}</caption>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col" className="pb-2 text-left text-12 font-medium text-muted">{t('role')}</th>
              {REACH_RESOURCES.map((what) => <th key={what} scope="col" className="pb-2 pl-3 text-left text-12 font-medium text-muted">{t(`access.${what}`)}</th>)}
            </tr>
          </thead>
          <tbody className="max-md:flex max-md:flex-col max-md:gap-5">
            {ADJUSTABLE_ROLES.map((role) => {
              const cells = fields[role].getFieldset();
              return (
                <tr key={role} data-row="access" data-id={role} className="max-md:grid max-md:gap-2">
                  <th scope="row" className="py-1.5 pr-3 text-left font-medium">{t(`roles.${role}`)}</th>
                  {REACH_RESOURCES.map((what) => {
                    const { key, ...select } = getSelectProps(cells[what]);
                    return (
                      <td key={what} className="py-1.5 pl-3 max-md:grid max-md:grid-cols-[6rem_minmax(0,1fr)] max-md:items-center max-md:p-0">
                        <span aria-hidden="true" className="text-13 text-muted md:hidden">{t(`access.${what}`)}</span>
                        <select key={key} {...select} aria-label={t('access.cell', { role: t(`roles.${role}`), what: t(`access.${what}`) })} className={controlClass}>
                          {VISIBILITIES.map((value) => <option key={value} value={value}>{t(`access.${value}`)}</option>)}
                        </select>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
        <SubmitButton className="mt-4">{t('access.submit')}</SubmitButton>
      </Form>
      <ul className="flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-13 text-muted">
        {explained.map((key) => <li key={key}>{t(`access.${key}`)}</li>)}
      </ul>
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
