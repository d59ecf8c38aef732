import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { ArrowDown, ArrowLeftToLine, ArrowRightToLine, ArrowUp, GripVertical, Pencil, Trash2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CATEGORY_NAME_MAX } from '~/domain/catalog/category.schema';
import { BRANCH_STEPS, type BranchStep } from '~/domain/catalog/category-tree';
import { Alert } from '~/ui/alert';
import { Button, SubmitButton, buttonClass } from '~/ui/button';
import { SelectField, TextField } from '~/ui/field';
import { useBranchDrag } from './use-branch-drag';

export interface ShownCategory {
  id: string;
  name: string;
  version: number;
  depth: number;
  /** Items in it and below it. */
  items: number;
  can: Record<BranchStep, boolean>;
}

const ICONS: Record<BranchStep, LucideIcon> = { up: ArrowUp, down: ArrowDown, in: ArrowRightToLine, out: ArrowLeftToLine };
const iconButton = 'w-8 px-0! pointer-coarse:w-11';

interface TreeProps {
  tree: readonly ShownCategory[];
  rights: { update: boolean; delete: boolean };
  catalogUrl: string;
  /** The category that is being renamed. */
  editing: string | null;
  refused: { result: SubmissionResult; current: { name: string; version: number } | null } | null;
}

/** The tree to put in order: by dragging, and by buttons, which need neither a mouse nor a script. */
export function CategoryEditor({ tree, rights, catalogUrl, editing, refused }: TreeProps) {
  const { t } = useTranslation('catalog');
  const drag = useBranchDrag();
  return (
    <ul aria-label={t('categories.title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {tree.map((category) => {
        const { id, name, depth, items, can } = category;
        return (
          <li
            key={id}
            data-row="category"
            data-id={id}
            data-depth={depth}
            {...(rights.update ? drag.rowProps(id) : {})}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 data-dragged:opacity-50 data-[drop=before]:border-t-2 data-[drop=before]:border-t-accent data-[drop=inside]:bg-accent-soft"
            style={{ paddingInlineStart: `${0.75 + Math.min(depth, 6) * 1.25}rem` }}
          >
            {editing === id && rights.update ? <RenameForm category={category} refused={refused} /> : (
              <>
                {rights.update ? <span {...drag.handleProps(id)} title={t('categories.drag')} className="hidden cursor-grab text-muted md:pointer-fine:inline-block"><GripVertical aria-hidden="true" className="size-4" /></span> : null}
                <Link to={`${catalogUrl}?category=${id}`} className="min-w-0 flex-1 py-1 text-14 font-medium break-words underline-offset-4 hover:underline max-md:basis-full pointer-coarse:py-2.5">{name}</Link>
                <span className="text-12 text-muted tabular-nums max-md:mr-auto">{t('categories.items', { count: items })}</span>
                {rights.update ? (
                  <span className="flex items-center">
                    {BRANCH_STEPS.map((step) => {
                      const Icon = ICONS[step];
                      return (
                        <Form key={step} method="post" preventScrollReset className="contents">
                          <input type="hidden" name="intent" value="category-move" />
                          <input type="hidden" name="id" value={id} />
                          <Button name="step" value={step} look="quiet" size="small" disabled={!can[step]} className={iconButton} title={t(`categories.step.${step}`)} aria-label={t(`categories.stepOne.${step}`, { name })}><Icon aria-hidden="true" className="size-4" /></Button>
                        </Form>
                      );
                    })}
                    <Link to={`?edit=${id}`} preventScrollReset className={buttonClass('quiet', 'small', iconButton)} aria-label={t('categories.renameOne', { name })}><Pencil aria-hidden="true" className="size-4" /></Link>
                    {rights.delete ? (
                      <Form method="post" preventScrollReset className="contents">
                        <input type="hidden" name="id" value={id} />
                        <Button name="intent" value="category-delete" look="quiet" size="small" className={iconButton} aria-label={t('categories.deleteOne', { name })}><Trash2 aria-hidden="true" className="size-4" /></Button>
                      </Form>
                    ) : null}
                  </span>
                ) : null}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function RenameForm({ category, refused }: { category: ShownCategory; refused: TreeProps['refused'] }) {
  const { t } = useTranslation(['catalog', 'common']);
  const [form, input] = useForm<{ name: string }>({ id: `rename-${category.id}`, lastResult: refused?.result, constraint: { name: { required: true, maxLength: CATEGORY_NAME_MAX } }, defaultValue: { name: category.name } });
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="flex w-full flex-wrap items-end gap-2 py-1">
      <input type="hidden" name="intent" value="category-rename" />
      <input type="hidden" name="id" value={category.id} />
      <input type="hidden" name="version" value={refused?.current?.version ?? category.version} />
      {refused?.current ? <Alert tone="warm" title={t('categories.conflict', { name: refused.current.name })} className="w-full" /> : null}
      <TextField field={input.name} label={t('categories.name')} errorNs="catalog" autoComplete="off" className="min-w-0 flex-1 basis-56" />
      <SubmitButton size="normal" pendingLabel={t('form.saving')}>{t('form.save')}</SubmitButton>
      <Link to="?" preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
    </Form>
  );
}

/** A category more, at the end of where it belongs. */
export function NewCategoryForm({ parents, lastResult }: { parents: { value: string; label: string }[]; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('catalog');
  const [form, input] = useForm<Record<'name' | 'parentId', string>>({ id: 'category', lastResult, constraint: { name: { required: true, maxLength: CATEGORY_NAME_MAX } } });
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="category-create" />
      <TextField field={input.name} label={t('categories.name')} errorNs="catalog" autoComplete="off" />
      <SelectField field={input.parentId} label={t('categories.parent')} errorNs="catalog" emptyLabel={t('categories.noParent')} options={parents} />
      <SubmitButton pendingLabel={t('form.saving')}>{t('categories.add')}</SubmitButton>
    </Form>
  );
}
