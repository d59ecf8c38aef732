/** What a file may hold. Beyond any of them it is refused as a whole, except for a long cell, which is its row's error. */
export const IMPORT_LIMITS = {
  bytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cell: 10_000,
  /** Of an XLSX when unpacked: an archive of a few bytes can hold gigabytes. */
  unpackedBytes: 600 * 1024 * 1024,
} as const;

/** Why a file cannot be read: keys `errors.file.*` of the namespace `imports`. */
export type FileProblem = 'empty' | 'tooLarge' | 'tooManyRows' | 'tooManyColumns' | 'quotes' | 'notATable' | 'brokenXlsx' | 'oldExcel';

export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError';
  constructor(
    readonly problem: FileProblem,
    /** Of the file, from 1, where it is known. */
    readonly row?: number,
  ) {
    super(row === undefined ? problem : `${problem} in row ${row}`);
  }
}
