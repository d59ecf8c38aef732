import { z } from 'zod';

export const ENCODINGS = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];
export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const csvFormatSchema = z.object({
  /** What was uploaded; an XLSX is kept as the CSV that its sheet was turned into. */
  kind: z.enum(['csv', 'xlsx']),
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  hasHeader: z.boolean(),
  /** Excel's first line «sep=;», which is no row. */
  hasSepLine: z.boolean().default(false),
  /** Name of the sheet that was read. */
  sheet: z.string().optional(),
  otherSheets: z.array(z.string()).optional(),
});
export type CsvFormat = z.output<typeof csvFormatSchema>;

/** An XLSX is turned into this. */
export const OWN_CSV = { encoding: 'utf-8', delimiter: ',', hasSepLine: false } as const satisfies Partial<CsvFormat>;
