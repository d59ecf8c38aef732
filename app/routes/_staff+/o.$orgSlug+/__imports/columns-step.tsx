import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ChoicesError } from '~/domain/imports/import-options';
import { joinTags } from '~/domain/tags/tags';
import { Alert } from '~/ui/alert';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { controlClass } from '~/ui/field';
import { FormatForm } from './format-form';
import type { ImportView } from './load-import.server';
import { ModeFields } from './mode-fields';
import { PreviewTable } from './preview-table';

/** What each column means, what to do with clients who are there already, and what the first rows would become. */
export function ColumnsStep({ view, problem }: { view: ImportView; problem: ChoicesError | null }) {
  const { t } = useTranslation('imports');
  const { columns, version, here } = view;
  if (!columns) return null;
  const { list, choices, fields, preview, owners } = columns;
  return (
    <div className="flex flex-col gap-5">
      {problem ? <Alert tone="danger" title={t(`errors.choices.${problem}`)} /> : null}
      <FormatForm format={view.file.format} here={here} />
      <Form method="post" action={here} id="columns" className="flex flex-col gap-5">
        <input type="hidden" name="version" value={version} />
        <Card title={t('columns.title')} aside={t('columns.aside')}>
          <table className="block w-full text-14 md:table">
            <caption className="sr-only">{t('columns.title')}</caption>
            <thead className="hidden text-left text-12 text-muted md:table-header-group">
              <tr>
                <th scope="col" className="w-1/4 pb-2 font-medium">{t('columns.column')}</th>
                <th scope="col" className="pb-2 font-medium">{t('columns.samples')}</th>
                <th scope="col" className="w-1/3 pb-2 font-medium">{t('columns.field')}</th>
              </tr>
            </thead>
            <tbody className="block divide-y divide-line md:table-row-group">
              {list.map(({ label, samples }, index) => (
                <tr key={label} className="grid gap-x-4 gap-y-1 py-2.5 md:table-row">
                  <th scope="row" className="text-left font-medium break-words md:py-2 md:pr-4">{label}</th>
                  <td className="min-w-0 text-13 break-words text-muted md:py-2 md:pr-4">{samples.join(' · ') || t('columns.noSamples')}</td>
                  <td className="md:py-2">
                    <select key={choices.columns[index] ?? ''} name={`column.${index}`} defaultValue={choices.columns[index] ?? ''} aria-label={t('columns.fieldOf', { label })} className={controlClass}>
                      <option value="">{t('columns.leaveOut')}</option>
                      {fields.map(({ group, options }) => (
                        <optgroup key={group} label={group}>
                          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
                        </optgroup>
                      ))}
                    </select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        <Card title={t('mode.title')}>
          <ModeFields columns={columns} />
        </Card>
        <Card title={t('extras.title')}>
          <div className="grid gap-4 md:grid-cols-2">
            <label className="flex flex-col gap-1 text-13 font-medium">
              {t('extras.tags')}
              <input name="tags" defaultValue={joinTags(choices.tags)} autoComplete="off" className={controlClass} />
              <span className="text-12 font-normal text-muted">{t('extras.tagsHint')}</span>
            </label>
            <label className="flex flex-col gap-1 text-13 font-medium">
              {t('extras.owner')}
              <select name="ownerId" defaultValue={choices.ownerId ?? ''} className={controlClass}>
                <option value="">{t('extras.nobody')}</option>
                {owners.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
              </select>
              <span className="text-12 font-normal text-muted">{t('extras.ownerHint')}</span>
            </label>
          </div>
        </Card>
        <PreviewTable rows={preview} />
        <div className="bottom-4 z-10 flex flex-wrap items-center gap-2 self-start rounded-card border border-line bg-surface p-2 md:sticky md:shadow-float">
          <SubmitButton name="intent" value="try" pendingLabel={t('trial.starting')}>{t('trial.start')}</SubmitButton>
          <Button name="intent" value="save">{t('columns.refresh')}</Button>
        </div>
        <Button look="quiet" name="intent" value="drop" className="self-start">{t('drop')}</Button>
      </Form>
    </div>
  );
}
