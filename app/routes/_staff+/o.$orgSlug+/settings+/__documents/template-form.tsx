import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form, Link } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DocumentKind } from '~/domain/documents/document-kinds';
import { isHeading } from '~/domain/documents/paper/headings';
import { fillPlaceholders, findUnknownPlaceholders, type PlaceholderValues } from '~/domain/documents/placeholders';
import { TEXT_NAMES, templateFormSchema, type DocumentTexts } from '~/domain/documents/template.schema';
import { languages } from '~/platform/i18n';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import { ConflictAlert } from '../__conflict';

interface Props {
  kind: DocumentKind;
  base: string;
  canUpdate: boolean;
  version: number;
  texts: DocumentTexts;
  placeholders: { name: string; meaning: string }[];
  /** What they stand for in an invented order. */
  values: PlaceholderValues;
  answer: { result: SubmissionResult<string[]>; current: { version: number; texts: DocumentTexts } | null; unknown: string[] } | undefined;
}

/** The words of one kind, how they read in an invented order, and what may stand in braces. */
export function TemplateForm({ kind, base, canUpdate, version, texts, placeholders, values, answer }: Props) {
  const { t } = useTranslation(['documents', 'settings', 'common']);
  const [form, fields] = useForm({
    id: 'template',
    lastResult: answer?.result,
    constraint: getZodConstraint(templateFormSchema),
    defaultValue: texts,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: templateFormSchema }),
  });
  const current = answer?.current;
  const conflict = current && TEXT_NAMES.map((name) => ({ label: t(`templates.${name}`), saved: current.texts[name], typed: fields[name].value ?? '' }));
  const typed = TEXT_NAMES.map((name) => fields[name].value ?? '');
  const unknown = [...new Set([...typed.flatMap(findUnknownPlaceholders), ...(answer?.unknown ?? []).filter((name) => typed.some((text) => text.includes(name)))])];
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <p className="text-13">
        <Link to={base} className="text-muted hover:text-ink hover:underline">← {t('templates.back')}</Link>
      </p>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Form method="post" {...getFormProps(form)}>
          <Card title={t(`kinds.${kind}`)} aside={version > 0 ? t('templates.number', { version }) : t('templates.standard')}>
            <div className="flex flex-col gap-5">
              {canUpdate ? null : <Alert tone="info">{t('settings:readOnly')}</Alert>}
              {conflict ? <ConflictAlert rows={conflict} /> : null}
              {unknown.length > 0 ? <Alert tone="danger">{t('templates.unknown', { names: unknown.map((name) => (/[{}]/.test(name) ? name : `{{${name}}}`)).join(', ') })}</Alert> : null}
              <input type="hidden" name="version" value={current?.version ?? version} />
              <fieldset disabled={!canUpdate} className="flex min-w-0 flex-col gap-5">
                <div className="grid gap-5 sm:grid-cols-[2fr_1fr]">
                  <TextField field={fields.title} label={t('templates.title')} errorNs="documents" />
                  <SelectField field={fields.language} label={t('templates.language')} hint={t('templates.languageHint')} errorNs="documents" options={languages.map((value) => ({ value, label: t(`common:languages.${value}`) }))} />
                </div>
                <TextareaField field={fields.introduction} label={t('templates.introduction')} hint={t('templates.introductionHint')} errorNs="documents" rows={6} />
                <TextareaField field={fields.terms} label={t('templates.terms')} hint={t('templates.termsHint')} errorNs="documents" rows={kind === 'CONTRACT' ? 18 : 8} />
                <TextField field={fields.footer} label={t('templates.footer')} errorNs="documents" />
              </fieldset>
              {canUpdate ? (
                <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
                  <SubmitButton pendingLabel={t('settings:saving')}>{t('templates.save')}</SubmitButton>
                  {languages.map((language) => (
                    <Link key={language} to={`?standard=${language}`} className="text-13 text-accent hover:underline">{t(`templates.take.${language}`)}</Link>
                  ))}
                </div>
              ) : null}
            </div>
          </Card>
        </Form>
        <div className="xl:sticky xl:top-7 xl:row-span-2">
          <Card title={t('templates.preview')} aside={<a href={`${base}/${kind.toLowerCase()}/sample`} download className="inline-flex items-center gap-1.5 text-accent hover:underline"><Download aria-hidden="true" className="size-4" />{t('templates.sample')}</a>}>
            <div data-preview className="rounded-control border border-line bg-raised p-4 text-13">
              <p className="text-16 font-semibold">{fillPlaceholders(fields.title.value ?? '', values)}</p>
              <Paragraphs text={fillPlaceholders(fields.introduction.value ?? '', values)} />
              <p className="my-3 rounded-control border border-dashed border-line px-3 py-2 text-center text-12 text-muted">{t(kind === 'RECEIPT' ? 'templates.payments' : 'templates.lines')}</p>
              <Paragraphs text={fillPlaceholders(fields.terms.value ?? '', values)} />
              <p className="mt-3 border-t border-line pt-2 text-12 text-muted">{fillPlaceholders(fields.footer.value ?? '', values)}</p>
            </div>
          </Card>
        </div>
        <Card title={t('templates.placeholders')}>
          <dl className="grid grid-cols-1 gap-x-4 gap-y-1.5 text-13 sm:grid-cols-2">
            {placeholders.map(({ name, meaning }) => (
              <div key={name} className="flex flex-wrap items-baseline gap-x-2">
                <dt><code className="rounded-sm bg-sunken px-1 text-12 select-all">{`{{${name}}}`}</code></dt>
                <dd className="text-muted">{meaning}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
    </div>
  );
}

/** As on paper: a numbered line without a point of its own begins a section. */
function Paragraphs({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // lines have nothing of their own but their place
    <p key={index} className={isHeading(line) ? 'mt-3 font-semibold' : 'mt-1.5 break-words'}>{line}</p>
  ));
}
