import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Resource } from '~/domain/accounts/permissions';
import { archiveCustomField, createCustomField, moveCustomField, updateCustomField } from '~/domain/custom-fields/change-custom-fields.server';
import { CUSTOM_FIELD_ENTITIES, CUSTOM_FIELD_TYPES, LABEL_MAX, MAX_FIELDS, MAX_OPTIONS, OPTION_MAX, type CustomField, type CustomFieldEntity } from '~/domain/custom-fields/custom-field';
import { customFieldEditSchema, customFieldSchema } from '~/domain/custom-fields/custom-field.schema';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, filled, flag, id } from '../ground/schemas';

const TAG = 'Custom fields';
const params = z.object({ customFieldId: id });
const change = { resource: 'organization', action: 'update' } as const;
const OF: Record<CustomFieldEntity, Resource> = { CONTACT: 'contacts', DEAL: 'deals', ITEM: 'catalog' };

const facts = {
  label: filled(LABEL_MAX).openapi({ example: 'Площадь участка' }),
  options: z.array(filled(OPTION_MAX)).max(MAX_OPTIONS).openapi({ description: 'Of a CHOICE, in their order', example: [] }),
  isRequired: z.boolean().openapi({ example: false }),
};
const kinds = { entity: z.enum(CUSTOM_FIELD_ENTITIES), type: z.enum(CUSTOM_FIELD_TYPES) };
const field = z
  .object({
    id, ...kinds, ...facts,
    key: z.string().openapi({ description: 'Under which the values stand in `custom`', example: 'ploschad_uchastka' }),
    isArchived: z.boolean().openapi({ description: 'Not asked for any more; its values stay' }),
    version: z.int(),
  })
  .openapi('CustomField');
const fieldChange = z.strictObject(facts).partial();
const fieldInput = fieldChange.extend(kinds).required({ label: true, entity: true, type: true });
const place = z
  .strictObject({ before: z.union([id, z.null()]).openapi({ description: 'The field that it comes to stand before; null: at the end', example: null }) })
  .openapi('CustomFieldPlace');

/** @throws {ApiProblem} 404, also for fields of what the caller does not see */
async function requireField(caller: ApiCaller, fieldId: string): Promise<CustomField> {
  for (const entity of CUSTOM_FIELD_ENTITIES) {
    const found = (await listVisible(caller, entity)).find((one) => one.id === fieldId);
    if (found) return found;
  }
  throw new ApiProblem('not-found');
}

async function listVisible({ db, can }: ApiCaller, entity: CustomFieldEntity): Promise<CustomField[]> {
  return can(OF[entity], 'read') || can('organization', 'update') ? listCustomFields(db, entity) : [];
}

function actorOf({ org, user }: ApiCaller) {
  return { organizationId: org.id, userId: user.id };
}

/** As the form has it: one option a line. */
function formOf({ options, ...plain }: Partial<z.output<typeof fieldInput>>): Record<string, unknown> {
  const broken = options?.findIndex((option) => /[\r\n]/.test(option)) ?? -1;
  if (broken >= 0) throw invalid(`/options/${broken}`, 'line', 'An option is one line.');
  return { ...plain, ...(options && { options: options.join('\n') }) };
}

export const customFieldOperations: Operation[] = [
  staffOperation(
    null,
    {
      id: 'customFields.list', method: 'get', path: '/custom-fields', tag: TAG, summary: 'List custom fields in their order', description: 'Of what the caller may see. `archived=true`: those that are not asked for any more too.',
      query: z.strictObject({ entity: z.enum(CUSTOM_FIELD_ENTITIES).optional(), archived: flag.optional().openapi({ example: 'false' }) }), answer: pageOf(field, 'CustomField'),
    },
    async ({ caller, query: { entity, archived } }) => {
      const fields = await Promise.all((entity ? [entity] : CUSTOM_FIELD_ENTITIES).map((one) => listVisible(caller, one)));
      return wholeList(fields.flat().filter(({ isArchived }) => archived || !isArchived));
    },
  ),
  staffOperation(
    change,
    { id: 'customFields.create', method: 'post', path: '/custom-fields', tag: TAG, summary: 'Add a custom field', description: 'At the end of its order; its key is made from its label.', body: fieldInput.openapi('CustomFieldInput', { example: { entity: 'CONTACT', type: 'TEXT', label: 'Площадь участка' } }), answer: created, status: 201, conflict: `There are ${MAX_FIELDS} already`, does: ['/settings/fields create'] },
    async ({ caller, body }) => {
      const made = accept(await createCustomField(actorOf(caller), readInput(customFieldSchema, formOf(body), 'fields')));
      return answer({ id: made.id }, { location: `/custom-fields/${made.id}` });
    },
  ),
  staffOperation(null, { id: 'customFields.read', method: 'get', path: '/custom-fields/{customFieldId}', tag: TAG, summary: 'Read a custom field', params, answer: field }, async ({ caller, params: { customFieldId } }) => {
    const found = await requireField(caller, customFieldId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    change,
    { id: 'customFields.update', method: 'patch', path: '/custom-fields/{customFieldId}', tag: TAG, summary: 'Change a custom field', description: 'Its entity, type and key stay. Values that are no option any more stay where they are.', params, body: fieldChange.openapi('CustomFieldChange'), answer: field, needsVersion: true, does: ['/settings/fields update'] },
    async ({ caller, params: { customFieldId }, body, version }) => {
      const { label, options, isRequired } = { ...(await requireField(caller, customFieldId)), ...body };
      const input = readInput(customFieldEditSchema, { ...formOf({ label, options, isRequired }), id: customFieldId, version: String(version) }, 'fields');
      accept(await updateCustomField(actorOf(caller), input), { noOptions: '/options' });
      const after = await requireField(caller, customFieldId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(
    change,
    { id: 'customFields.move', method: 'post', path: '/custom-fields/{customFieldId}/move', tag: TAG, summary: 'Put a custom field into another place of its order', params, body: place, does: ['/settings/fields move'] },
    async ({ caller, params: { customFieldId }, body: { before } }) => {
      const { entity } = await requireField(caller, customFieldId);
      if (before !== null && (await requireField(caller, before).catch(() => null))?.entity !== entity) throw invalid('/before', 'unknown', 'There is no such field in this order.');
      if (!(await moveCustomField(actorOf(caller), entity, { id: customFieldId, before: before ?? '' }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  ...([['archive', true, 'Take a custom field out of forms, lists and filters'], ['unarchive', false, 'Take a custom field back into forms, lists and filters']] as const).map(([verb, isArchived, summary]) =>
    staffOperation(
      change,
      { id: `customFields.${verb}`, method: 'post', path: `/custom-fields/{customFieldId}/${verb}`, tag: TAG, summary, description: 'Its values stay.', params, answer: field, does: ['/settings/fields archive'] },
      async ({ caller, params: { customFieldId }, now }) => {
        accept(await archiveCustomField(actorOf(caller), customFieldId, isArchived, now));
        const after = await requireField(caller, customFieldId);
        return answer(after, { version: after.version });
      },
    ),
  ),
];
