import type { CustomFieldEntity } from '~/domain/custom-fields/custom-field';

/** Whose fields the page shows: contacts', unless its address says deals. */
export function readEntity(params: URLSearchParams): CustomFieldEntity {
  return params.get('for') === 'deals' ? 'DEAL' : 'CONTACT';
}
