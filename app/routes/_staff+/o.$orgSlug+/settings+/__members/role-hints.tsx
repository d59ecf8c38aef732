import { useTranslation } from 'react-i18next';
import type { Role } from '~/domain/accounts/permissions';

/** What each role may do, in a sentence. */
export function RoleHints({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation('members');
  return (
    <dl className="mt-4 grid gap-x-4 gap-y-1 text-13 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {roles.map((role) => (
        <div key={role} className="sm:contents">
          <dt className="font-medium">{t(`roles.${role}`)}</dt>
          <dd className="mb-1 text-muted sm:mb-0">{t(`roleHints.${role}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
