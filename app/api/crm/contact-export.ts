import { z } from '@hono/zod-openapi';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { localDay } from '~/domain/behavior/local-day';
import { exportContacts } from '~/domain/contacts/export-contacts.server';
import { contactTable } from '~/domain/exports/contact-table.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { contactFilterQuery, readContactFilter } from './contact-shape';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { staffOperation, type Operation } from '../ground/operation';

export const contactExportOperations: Operation[] = [
  staffOperation(
    { resource: 'contacts', action: 'read' },
    {
      ...exportSpec, id: 'contacts.export', path: '/contacts/export', tag: 'Contacts', summary: 'The contacts of a filter as a file', description: 'With heads that an import knows again, oldest first. Its words are those of Accept-Language.',
      query: z.strictObject({ ...contactFilterQuery, ...exportQuery }),
    },
    async ({ caller, query: { format }, search, request, now }) => {
      const { db, org } = caller;
      const [{ filter, fields }, members, t, language] = await Promise.all([readContactFilter(caller, search), listMemberNames(db, 'contacts'), getFixedT(request, 'imports'), getLanguage(request)]);
      const contacts = exportContacts(db, { viewer: viewerFor(caller, 'contacts'), filter, now });
      const table = contactTable({ contacts, customFields: fields, members, t, language, fileName: `${t('export.fileName')} ${localDay(now, org.timeZone)}` });
      return sendTable(table, format, request);
    },
  ),
];
