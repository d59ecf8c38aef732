import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { findImport, importerFor } from '~/domain/imports/contact-import.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';

/** Who may add contacts may import them. */
export async function requireImporter(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const staff = await requireStaff(args, 'contacts', 'create');
  return { staff, importer: importerFor(staff), t: await getFixedT(args.request, 'imports'), base: `/o/${staff.org.slug}/contacts/import` };
}

/** The import that the address names; 404 where this person has none such. */
export async function requireImport(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const context = await requireImporter(args);
  const { db } = context.staff;
  const customFields = activeFields(await listCustomFields(db, 'CONTACT'));
  const { importId } = args.params;
  const record = isUuid(importId) ? await findImport(db, importId, context.importer, customFields) : null;
  if (!record) throw new Response('Not found', { status: 404 });
  return { ...context, record, customFields };
}
