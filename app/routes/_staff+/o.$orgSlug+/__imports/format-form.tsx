import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DELIMITERS, ENCODINGS, type CsvFormat } from '~/domain/imports/file-format';
import { Button } from '~/ui/button';
import { controlClass } from '~/ui/field';

const delimiterNames: Record<string, string> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };

/** How the file was read; open to a person who sees that it was read wrongly. */
export function FormatForm({ format, here }: { format: CsvFormat; here: string }) {
  const { t } = useTranslation('imports');
  const { kind, encoding, delimiter, hasHeader, sheet, otherSheets } = format;
  const said = kind === 'xlsx' ? t('format.saidXlsx', { sheet }) : t('format.said', { encoding: t(`format.encodings.${encoding}`), delimiter: t(`format.delimiters.${delimiterNames[delimiter]}`) });
  return (
    <details className="rounded-card border border-line bg-surface px-4 py-3 text-14 shadow-card">
      <summary className="cursor-pointer rounded-control pointer-coarse:min-h-8">
        <span className="text-muted">{said}. {t(hasHeader ? 'format.withHead' : 'format.withoutHead')}.</span>{' '}
        <span className="text-accent underline">{t('format.change')}</span>
      </summary>
      {otherSheets && otherSheets.length > 0 ? <p className="mt-3 text-13 text-muted">{t('format.otherSheets', { sheets: otherSheets.join(', ') })}</p> : null}
      <Form method="post" action={here} className="mt-3 flex flex-wrap items-end gap-3">
        {kind === 'csv' ? (
          <>
            <label className="flex flex-col gap-1 text-13 font-medium">
              {t('format.encoding')}
              <select name="encoding" defaultValue={encoding} className={controlClass}>
                {ENCODINGS.map((value) => <option key={value} value={value}>{t(`format.encodings.${value}`)}</option>)}
              </select>
            </label>
            <label className="flex flex-col gap-1 text-13 font-medium">
              {t('format.delimiter')}
              <select name="delimiter" defaultValue={delimiter} className={controlClass}>
                {DELIMITERS.map((value) => <option key={value} value={value}>{t(`format.delimiters.${delimiterNames[value]}`)}</option>)}
              </select>
            </label>
          </>
        ) : null}
        <label className="flex min-h-9 items-center gap-2.5 text-14 pointer-coarse:min-h-11">
          <input type="checkbox" name="hasHeader" defaultChecked={hasHeader} className="size-4.5 accent-accent" />
          {t('format.hasHeader')}
        </label>
        <Button name="intent" value="format">{t('format.submit')}</Button>
      </Form>
    </details>
  );
}
