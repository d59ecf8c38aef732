import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { invitationSchema } from '~/domain/accounts/members/invitation.schema';
import { ButtonLink, SubmitButton } from '~/ui/button';
import { SelectField, TextField } from '~/ui/field';
import type { MembersPage } from './load-members.server';
import { RoleHints } from './role-hints';

/** Asks for an address, a role and perhaps a team. */
export function InviteForm({ page, lastResult }: { page: Pick<MembersPage, 'roles' | 'teams' | 'isMailed' | 'days' | 'base'>; lastResult?: SubmissionResult<string[]> }) {
  const { t } = useTranslation('members');
  const [form, fields] = useForm({
    id: 'invite',
    lastResult,
    constraint: getZodConstraint(invitationSchema),
    defaultValue: { role: 'SALES' },
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: invitationSchema }),
  });
  const { roles, teams, isMailed, days, base } = page;
  return (
    <Form method="post" action={base} {...getFormProps(form)} aria-labelledby="invite-title" className="rounded-card border border-accent bg-surface p-4 shadow-card md:p-5">
      <h3 id="invite-title" className="text-16 font-semibold">{t('invite.title')}</h3>
      <p className="mt-1 mb-4 max-w-prose text-13 text-muted">{t(isMailed ? 'invite.byMail' : 'invite.byHand', { count: days })}</p>
      <div className="grid gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <TextField field={fields.email} label={t('invite.email')} errorNs="members" type="email" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} enterKeyHint="send" />
        <SelectField field={fields.role} label={t('role')} errorNs="members" options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))} />
        {teams.length > 0 ? <SelectField field={fields.teamId} label={t('team')} errorNs="members" emptyLabel={t('noTeam')} options={teams.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
      </div>
      <RoleHints roles={roles} />
      <div className="mt-4 flex flex-wrap gap-2">
        <SubmitButton name="intent" value="invite">{t(isMailed ? 'invite.submit' : 'invite.submitByHand')}</SubmitButton>
        <ButtonLink look="quiet" to={base} preventScrollReset>{t('invite.cancel')}</ButtonLink>
      </div>
    </Form>
  );
}
