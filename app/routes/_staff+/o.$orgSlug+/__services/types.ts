import type { useActionData } from '@remix-run/react';
import type { runServiceIntent } from './services-actions.server';

/** What a post that is not simply done answers with. */
export type ServiceAnswer = NonNullable<ReturnType<typeof useActionData<() => ReturnType<typeof runServiceIntent>>>>

export interface ServiceRights {
  create: boolean;
  update: boolean;
  delete: boolean;
  leads: boolean;
}
