import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPANY_SIZES, DEADLINES } from '~/domain/leads/lead-options';
import { diffTables } from '~/domain/leads/scoring-lines';
import { scoringRuleTableSchema, type ScoringRuleTable } from '~/domain/leads/scoring.schema';
import { Alert } from '~/ui/alert';
import { Button, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { NumberCell, NumberRow } from './number-row';
import { ChangeList } from './version-history';

/** As an alias: conform's field names want a type with an implicit index signature. */
type FormValues = Pick<ScoringRuleTable, keyof ScoringRuleTable>

interface Draft {
  version: number;
  revision: number;
  table: ScoringRuleTable;
}

interface Props {
  draft: Draft;
  /** The draft as somebody else has saved it meanwhile. */
  current: Draft | null;
  lastResult: SubmissionResult | undefined;
  currency: string;
}

/** The draft's table. Rows of the budget are added and removed by posts, so that it works without JavaScript too. */
export function DraftEditor({ draft, current, lastResult, currency }: Props) {
  const { t } = useTranslation(['scoring', 'common']);
  const [form, fields] = useForm<FormValues>({
    id: 'scoring-draft',
    lastResult,
    defaultValue: draft.table,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: scoringRuleTableSchema }),
  });
  const budget = fields.budget.getFieldset();
  const companySize = fields.companySize.getFieldset();
  const sizes = companySize.options.getFieldset();
  const urgency = fields.urgency.getFieldset();
  const deadlines = urgency.deadlines.getFieldset();
  const priority = fields.priority.getFieldset();
  const thresholds = budget.thresholds.getFieldList();

  return (
    <Form method="post" {...getFormProps(form)} className="flex min-w-0 flex-col gap-4">
      {/* the first button of a form answers the Enter key: it must not be one that removes a row */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">{t('draft.save')}</button>
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="revision" value={current?.revision ?? draft.revision} />
      {current ? <DraftConflict current={current} typed={lastResult ? form.value : undefined} currency={currency} /> : null}

      <div className="grid gap-4 md:grid-cols-2">
        <Card title={t('parts.budget')} className="md:col-span-2">
          <table className="w-full max-w-xl text-14">
            <caption className="sr-only">{t('parts.budget')}</caption>
            <thead>
              <tr className="text-left text-12 text-muted">
                <th scope="col" className="pb-1.5 font-medium">{t('draft.from', { currency })}</th>
                <th scope="col" className="w-28 pb-1.5 font-medium">{t('points')}</th>
                <th scope="col" className="w-11"><span className="sr-only">{t('draft.remove')}</span></th>
              </tr>
            </thead>
            <tbody>
              {thresholds.map((threshold, index) => {
                const cells = threshold.getFieldset();
                return (
                  <tr key={threshold.key} className="align-top">
                    <td className="py-1 pr-3"><NumberCell field={cells.from} label={t('draft.fromRow', { row: index + 1, currency })} currency={currency} /></td>
                    <td className="py-1 pr-2"><NumberCell field={cells.points} label={t('draft.pointsRow', { row: index + 1 })} /></td>
                    <td className="py-1">
                      <Button look="quiet" {...form.remove.getButtonProps({ name: budget.thresholds.name, index })} aria-label={t('draft.removeRow', { row: index + 1 })} className="px-2.5!">
                        <X aria-hidden="true" className="size-4" />
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {budget.thresholds.errors ? <p role="alert" className="mt-1 text-13 text-danger">{budget.thresholds.errors.map((key) => t(key)).join(' ')}</p> : null}
          <Button size="small" {...form.insert.getButtonProps({ name: budget.thresholds.name, defaultValue: { from: '', points: '' } as never })} className="mt-2">
            <Plus aria-hidden="true" className="size-4" />
            {t('draft.add')}
          </Button>
          <div className="mt-4 flex max-w-xl flex-col border-t border-line pt-3">
            <NumberRow field={budget.otherwise} label={t('rules.budget.otherwise')} />
            <NumberRow field={budget.max} label={t('rules.budget.max')} />
          </div>
        </Card>
        <Card title={t('parts.companySize')}>
          {COMPANY_SIZES.toReversed().map((size) => <NumberRow key={size} field={sizes[size]} label={t('sizes', { size: size.replace('-', '–') })} />)}
          <NumberRow field={companySize.none} label={t('rules.companySize.none')} />
          <div className="mt-2 border-t border-line pt-2"><NumberRow field={companySize.max} label={t('rules.companySize.max')} /></div>
        </Card>
        <Card title={t('parts.urgency')}>
          {DEADLINES.map((deadline) => <NumberRow key={deadline} field={deadlines[deadline]} label={t('rules.urgency.deadline', { deadline: t(`deadlines.${deadline}`) })} />)}
          <NumberRow field={urgency.word} label={t('rules.urgency.word')} />
          <NumberRow field={urgency.none} label={t('rules.urgency.none')} />
          <div className="mt-2 border-t border-line pt-2"><NumberRow field={urgency.max} label={t('rules.urgency.max')} /></div>
        </Card>
        <Card title={t('colours.title')} aside={t('colours.hint')} className="md:col-span-2">
          <div className="flex max-w-xl flex-col">
            <NumberRow field={priority.highAbove} label={<ColourLabel priority="high">{t('draft.highAbove')}</ColourLabel>} />
            <NumberRow field={priority.mediumFrom} label={<ColourLabel priority="medium">{t('draft.mediumFrom')}</ColourLabel>} />
          </div>
        </Card>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton look="primary" pendingLabel={t('draft.saving')}>{t('draft.save')}</SubmitButton>
        <p className="text-13 text-muted">{t('draft.saveHint')}</p>
      </div>
    </Form>
  );
}

function ColourLabel({ priority, children }: { priority: 'high' | 'medium'; children: ReactNode }) {
  return <span className="flex flex-wrap items-center gap-2"><TemperatureBadge priority={priority} /> {children}</span>;
}

/** What is saved now against what was typed, rule by rule. */
function DraftConflict({ current, typed, currency }: { current: Draft; typed: unknown; currency: string }) {
  const { t } = useTranslation('scoring');
  const mine = scoringRuleTableSchema.safeParse(typed);
  return (
    <Alert tone="warm" title={t('draft.conflict')}>
      <p>{mine.success ? t('draft.conflictText') : t('draft.conflictPublish')}</p>
      {mine.success ? <ChangeList changes={diffTables(current.table, mine.data)} currency={currency} /> : null}
    </Alert>
  );
}
