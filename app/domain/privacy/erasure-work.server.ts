import type { OrgTx } from '~/platform/db.server';
import type { ErasedWords } from './erased-name';
import type { Person } from './find-person.server';
import type { ErasedKind, KeptReason, ReceiptLine } from './receipt';

/** What the parts of an erasure share. */
export interface ErasureWork {
  tx: OrgTx;
  organizationId: string;
  erasureId: string;
  person: Person;
  words: ErasedWords;
  /** Others may have the same e-mails and phones: nobody asked to be forgotten. */
  sparesShared: boolean;
  now: Date;
}

/** One line of the receipt. */
export function line(kind: ErasedKind, counts: Partial<Pick<ReceiptLine, 'deleted' | 'anonymised' | 'kept'>>, reason: KeptReason | null = null): ReceiptLine {
  return { kind, deleted: 0, anonymised: 0, kept: 0, ...counts, reason };
}
