import { contactOperations } from './contacts';
import type { Operation } from './operation';

/** All of the API, by resource. */
export const OPERATIONS: readonly Operation[] = [...contactOperations];
