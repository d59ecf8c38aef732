import { z } from 'zod';
import { DocumentKind } from '~/generated/prisma/enums';
import { storedTextsSchema } from './template.schema';

const text = z.string().nullable();
const day = z.iso.date();

const partySchema = z.object({
  name: z.string(), contactPerson: text, phone: text, email: text, address: text,
  inn: text, kpp: text, bankName: text, bik: text, bankAccount: text, correspondentAccount: text,
});

const companySchema = z.object({
  legalName: z.string(), shortName: z.string(), inn: text, kpp: text, ogrn: text, legalAddress: text, bankName: text, bik: text,
  bankAccount: text, correspondentAccount: text, director: text, accountant: text, phone: text, email: text,
});

/** One product of a line's price; decimal text. */
const factorSchema = z.object({ count: z.string(), unit: z.string(), rate: z.string() });

const lineSchema = z.object({
  name: z.string(), factors: z.array(factorSchema), discountPercent: text, taxPercent: text,
  discount: z.string(), net: z.string(), tax: z.string(), total: z.string(),
});

/** All that a document shows. Frozen with the document; a new shape gets a new `version` beside this one, because the old ones stay. */
export const documentSnapshotSchema = z.object({
  version: z.literal(1),
  kind: z.enum(DocumentKind),
  number: z.string(),
  day,
  currency: z.string(),
  /** IANA name: the times of the order are told in it. */
  timeZone: z.string(),
  /** With their placeholders filled. */
  texts: storedTextsSchema,
  company: companySchema,
  /** Pictures are never replaced, only followed by others. */
  logoFileId: text,
  signatureFileId: text,
  client: partySchema,
  order: z.object({ number: z.string(), address: text, start: text, end: text }),
  lines: z.array(lineSchema),
  totals: z.object({ subtotal: z.string(), discount: z.string(), tax: z.string(), lateDiscount: z.string(), total: z.string(), prepayment: text, paid: z.string(), balance: z.string() }),
  /** Of receipts. Refunds are negative. */
  payments: z.array(z.object({ day, method: z.enum(['CASH', 'TRANSFER', 'CARD', 'ONLINE']), amount: z.string() })),
});

export type DocumentSnapshot = z.output<typeof documentSnapshotSchema>;
export type DocumentLine = DocumentSnapshot['lines'][number];
