import { FileSpreadsheet } from 'lucide-react';
import { cx } from './class-names';

interface Props {
  label: string;
  hint: string;
  error: string | null;
  /** Told the file's name when one is chosen, null when the choice is taken back. */
  onChoose?: (name: string | null) => void;
}

/** The place for one table file (`name="file"`), chosen or dropped; a plain file control without a script. */
export function SheetFileField({ label, hint, error, onChoose }: Props) {
  return (
    <div
      className={cx(
        'relative flex flex-col items-center gap-2 rounded-card border border-dashed border-line-strong bg-surface px-5 py-8 text-center hover:border-accent has-focus-visible:border-accent',
        error && 'border-danger',
      )}
    >
      <FileSpreadsheet aria-hidden="true" className="size-9 text-accent" strokeWidth={1.5} />
      <label htmlFor="file" className="text-16 font-semibold">{label}</label>
      <p id="file-hint" className="max-w-prose text-13 text-muted">{hint}</p>
      <input
        id="file"
        name="file"
        type="file"
        required
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        aria-describedby={error ? 'file-error file-hint' : 'file-hint'}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChoose?.(event.target.files?.[0]?.name ?? null)}
        className="mt-1 w-full max-w-sm rounded-control text-13 file:mr-3 file:h-9 file:cursor-pointer file:rounded-control file:border file:border-line file:bg-raised file:px-3 file:text-13 file:font-medium file:text-ink pointer-coarse:file:h-11"
      />
      {error ? <p id="file-error" role="alert" className="text-13 text-danger">{error}</p> : null}
    </div>
  );
}
