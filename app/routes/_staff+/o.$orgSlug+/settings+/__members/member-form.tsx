import { getFormProps, getInputProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/accounts/permissions';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SelectField } from '~/ui/field';
import type { MemberPageData } from './load-member.server';
import { RoleHints } from './role-hints';

interface Answer {
  result: SubmissionResult<string[]>;
  /** What somebody else made of the member meanwhile. */
  current: { role: Role; teamId: string | null } | null;
}

interface Fields {
  role: string;
  teamId: string;
  seenRole: string;
  seenTeamId: string;
}

/** Role and team of a member. */
export function MemberForm({ page, answer }: { page: Pick<MemberPageData, 'member' | 'roles' | 'teams'>; answer?: Answer }) {
  const { t } = useTranslation(['members', 'common']);
  const { member, roles, teams } = page;
  const [form, fields] = useForm<Fields>({ id: 'member', lastResult: answer?.result, defaultValue: { role: member.role, teamId: member.teamId ?? '' } });
  const current = answer?.current;
  const seen = current ?? { role: member.role, teamId: member.teamId };
  const teamName = (id: string | null | undefined) => teams.find((team) => team.id === id)?.name ?? t('noTeam');
  // without a choice of roles the field is hidden: only the team can change
  const { key: roleKey, ...roleInput } = getInputProps(fields.role, { type: 'hidden' });
  return (
    <Card title={t('member.change')}>
      {current ? (
        <Alert tone="warm" title={t('conflict.title')} className="mb-4">
          {t('conflict.text', { role: t(`roles.${current.role}`), team: teamName(current.teamId), myRole: t(`roles.${fields.role.value ?? member.role}`), myTeam: teamName(fields.teamId.value) })}
        </Alert>
      ) : null}
      <Form method="post" {...getFormProps(form)} preventScrollReset>
        <input type="hidden" name="seenRole" value={seen.role} />
        <input type="hidden" name="seenTeamId" value={seen.teamId ?? ''} />
        <div className="grid gap-4 sm:grid-cols-2">
          {roles.length > 1 ? (
            <SelectField field={fields.role} label={t('role')} errorNs="members" options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))} />
          ) : (
            <input key={roleKey} {...roleInput} />
          )}
          {teams.length > 0 ? <SelectField field={fields.teamId} label={t('team')} errorNs="members" emptyLabel={t('noTeam')} options={teams.map(({ id, name }) => ({ value: id, label: name }))} /> : null}
        </div>
        {roles.length > 1 ? <RoleHints roles={roles} /> : null}
        {roles.length > 1 || teams.length > 0 ? <SubmitButton name="intent" value="change" className="mt-4">{t('common:save')}</SubmitButton> : null}
      </Form>
    </Card>
  );
}
