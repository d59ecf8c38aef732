import type { SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CustomField, CustomFieldEntity } from '~/domain/custom-fields/custom-field';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { FieldForm } from './field-form';

interface Props {
  fields: readonly CustomField[];
  entity: CustomFieldEntity;
  base: string;
  editing: string | null;
  answer: { id: string; result: SubmissionResult; current: CustomField | null } | null;
}

const icon = 'w-8 px-0! pointer-coarse:w-11';

/** The custom fields in the order of forms and columns. */
export function FieldTable({ fields, entity, base, editing, answer }: Props) {
  const { t } = useTranslation('fields');
  return (
    <ul aria-label={t('title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {fields.map((field, index) =>
        field.id === editing ? (
          <li key={field.id} data-row="field" data-id={field.id} className="bg-raised p-4">
            <FieldForm entity={entity} field={field} cancelTo={base} lastResult={answer?.id === field.id ? answer.result : undefined} current={answer?.id === field.id ? answer.current : null} />
          </li>
        ) : (
          <li key={field.id} data-row="field" data-id={field.id} className={cx('flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5', field.isArchived && 'text-muted')}>
            <div className="min-w-0 flex-1 basis-60">
              <p className="text-14 font-medium break-words">
                {field.label}
                {field.isRequired ? <span className="ml-2 rounded-full bg-sunken px-2 py-0.5 text-12 font-normal text-muted">{t('required')}</span> : null}
                {field.isArchived ? <span className="ml-2 rounded-full bg-sunken px-2 py-0.5 text-12 font-normal text-muted">{t('archived')}</span> : null}
              </p>
              <p className="text-13 break-words text-muted">
                {t(`types.${field.type}`)}
                {field.options.length > 0 ? `: ${field.options.join(', ')}` : ''} · <code className="font-mono text-12">{field.key}</code>
              </p>
            </div>
            <div className="flex items-center">
              <Form method="post" preventScrollReset replace className="flex">
                <input type="hidden" name="intent" value="move" />
                <input type="hidden" name="id" value={field.id} />
                <Button name="direction" value="up" look="quiet" size="small" aria-label={t('moveUp', { label: field.label })} aria-disabled={index === 0 || undefined} className={icon}><ArrowUp aria-hidden="true" className="size-4" /></Button>
                <Button name="direction" value="down" look="quiet" size="small" aria-label={t('moveDown', { label: field.label })} aria-disabled={index === fields.length - 1 || undefined} className={icon}><ArrowDown aria-hidden="true" className="size-4" /></Button>
              </Form>
              <Link to={`${base}${base === '?' ? '' : '&'}edit=${field.id}`} preventScrollReset aria-label={t('edit', { label: field.label })} className={buttonClass('quiet', 'small', icon)}><Pencil aria-hidden="true" className="size-4" /></Link>
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="archive" />
                <input type="hidden" name="id" value={field.id} />
                <input type="hidden" name="value" value={field.isArchived ? 'off' : 'on'} />
                <Button look="quiet" size="small" title={t(field.isArchived ? 'unarchive' : 'archive')} aria-label={t(field.isArchived ? 'unarchiveLabel' : 'archiveLabel', { label: field.label })} className={icon}>
                  {field.isArchived ? <ArchiveRestore aria-hidden="true" className="size-4" /> : <Archive aria-hidden="true" className="size-4" />}
                </Button>
              </Form>
            </div>
          </li>
        ),
      )}
    </ul>
  );
}
