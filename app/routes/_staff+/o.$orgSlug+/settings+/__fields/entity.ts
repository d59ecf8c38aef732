import type { CustomFieldEntity } from '~/domain/custom-fields/custom-field';

/** How the page's address names whose fields it shows; contacts' are the usual ones. */
export const ENTITY_PARAM: Record<CustomFieldEntity, string | null> = { CONTACT: null, DEAL: 'deals', ITEM: 'catalog' };

export function readEntity(params: URLSearchParams): CustomFieldEntity {
  const asked = params.get('for');
  return asked === 'deals' ? 'DEAL' : asked === 'catalog' ? 'ITEM' : 'CONTACT';
}
