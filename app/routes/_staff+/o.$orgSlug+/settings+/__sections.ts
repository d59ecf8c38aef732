import type { Staff } from '~/domain/accounts/guard.server';

export interface SettingsSection {
  /** Its name stands in the namespace `settings` under `sections`. */
  key: string;
  path: string;
}

export interface SettingsGroup {
  key: 'general' | 'people' | 'crm' | 'control' | 'host';
  sections: SettingsSection[];
}

/** The sections of the settings that a person may open. */
export function settingsGroups(can: Staff['can']): SettingsGroup[] {
  const changes = Boolean(can('organization', 'update'));
  const when = (allowed: unknown, key: string, path: string): SettingsSection[] => (allowed ? [{ key, path }] : []);
  const groups: SettingsGroup[] = [
    {
      key: 'general',
      sections: [
        { key: 'organization', path: '' },
        { key: 'form', path: '/form' },
        { key: 'clock', path: '/clock' },
        { key: 'bookings', path: '/bookings' },
        ...when(can('billing', 'read'), 'documents', '/documents'),
        { key: 'money', path: '/money' },
        ...when(can('scoringRules', 'read'), 'scoring', '/scoring'),
        ...when(changes, 'outbox', '/outbox'),
        ...when(changes, 'deliveries', '/deliveries'),
      ],
    },
    {
      key: 'people',
      sections: [...when(can('members', 'read'), 'members', '/members'), ...when(can('members', 'update'), 'teams', '/teams'), ...when(can('members', 'update'), 'access', '/access'), { key: 'security', path: '/security' }],
    },
    {
      key: 'crm',
      sections: [...when(changes, 'fields', '/fields'), ...when(changes, 'pipelines', '/pipelines'), ...when(changes, 'lostReasons', '/lost-reasons')],
    },
    { key: 'control', sections: [...when(can('apiKeys', 'read'), 'apiKeys', '/api-keys'), ...when(can('webhooks', 'read'), 'webhooks', '/webhooks'), ...when(can('personalData', 'read'), 'personalData', '/personal-data'), ...when(can('auditLog', 'read'), 'audit', '/audit'), ...when(can('trash', 'read'), 'trash', '/trash')] },
    { key: 'host', sections: [...when(can('installation', 'read'), 'system', '/system'), ...when(can('installation', 'read'), 'jobs', '/jobs')] },
  ];
  return groups.filter(({ sections }) => sections.length > 0);
}
