import type { SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PipelineRow, StageRow } from '~/domain/deals/list-pipelines.server';
import { PIPELINE_NAME_MAX } from '~/domain/deals/pipeline.schema';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { PlaceMark } from '../../__deals/place-mark';
import { NameForm } from './name-form';
import { ArchiveButton, MoveButtons } from './row-tools';
import { StageForm } from './stage-form';

/** What became of the last post, at the row or form that it was about. */
export interface PipelineAnswer {
  target: string;
  result?: SubmissionResult;
  refusal?: { error: string; count: number; name: string; version: number | null };
}

interface Props {
  pipeline: PipelineRow;
  isFirst: boolean;
  isLast: boolean;
  editing: string | null;
  adding: string | null;
  answer: PipelineAnswer | null;
}

const icon = 'w-8 px-0! pointer-coarse:w-11';

/** A pipeline with its stages in their order. */
export function PipelineCard({ pipeline, isFirst, isLast, editing, adding, answer }: Props) {
  const { t } = useTranslation('pipelines');
  const { id, name, stages, isArchived } = pipeline;
  const own = answer?.target === `pipeline-${id}` ? answer : null;
  const isRenaming = editing === id || own?.result !== undefined;
  const isAdding = adding === id || answer?.target === `stage-new-${id}`;
  return (
    <article data-row="pipeline" data-id={id} aria-labelledby={`pipeline-${id}-name`} className="rounded-card border border-line bg-surface shadow-card">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <h3 id={`pipeline-${id}-name`} className={cx('min-w-0 flex-1 basis-48 text-16 font-semibold break-words', isArchived && 'text-muted')}>
          {name}
          {isArchived ? <Mark text={t('archived')} /> : null}
        </h3>
        <div className="flex items-center">
          <MoveButtons kind="pipeline" id={id} name={name} isFirst={isFirst} isLast={isLast} />
          <Link to={`?edit=${id}`} preventScrollReset aria-label={t('edit', { name })} className={buttonClass('quiet', 'small', icon)}><Pencil aria-hidden="true" className="size-4" /></Link>
          <ArchiveButton kind="pipeline" id={id} name={name} isArchived={isArchived} />
        </div>
        {own?.refusal ? <Refusal refusal={own.refusal} /> : null}
        {isRenaming ? (
          <div className="w-full">
            <NameForm
              id={`pipeline-name-${id}`}
              intent="pipeline-rename"
              label={t('form.pipeline')}
              submit={t('form.rename')}
              maxLength={PIPELINE_NAME_MAX}
              row={{ id, name, version: own?.refusal?.version ?? pipeline.version }}
              lastResult={own?.result}
            />
          </div>
        ) : null}
      </header>
      <ol aria-label={t('stagesOf', { name })} className="divide-y divide-line">
        {stages.map((stage, index) => (
          <Stage key={stage.id} pipeline={pipeline} stage={stage} index={index} isEditing={editing === stage.id} answer={answer?.target === `stage-${stage.id}` ? answer : null} />
        ))}
      </ol>
      <div className="border-t border-line p-3">
        {isAdding ? (
          <>
            {answer?.target === `stage-new-${id}` && answer.refusal ? <Refusal refusal={answer.refusal} /> : null}
            <StageForm pipelineId={id} lastResult={answer?.target === `stage-new-${id}` ? answer.result : undefined} />
          </>
        ) : (
          <Link to={`?new=${id}`} preventScrollReset className={buttonClass('quiet', 'small')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('addStage')}
          </Link>
        )}
      </div>
    </article>
  );
}

function Stage({ pipeline, stage, index, isEditing, answer }: { pipeline: PipelineRow; stage: StageRow; index: number; isEditing: boolean; answer: PipelineAnswer | null }) {
  const { t } = useTranslation('pipelines');
  const { id, name, color, probability, rotDays, isArchived } = stage;
  const others = pipeline.stages.filter((other) => other.id !== id && !other.isArchived);
  return (
    <li data-row="stage" data-id={id} className={cx('px-4 py-2', (isEditing || answer) && 'bg-raised')}>
      {isEditing || answer?.result ? (
        <StageForm pipelineId={pipeline.id} stage={stage} lastResult={answer?.result} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <p className={cx('min-w-0 flex-1 basis-52 text-14 break-words', isArchived && 'text-muted')}>
            <PlaceMark state="IN_PROGRESS" color={color} />
            <span className="font-medium">{name}</span>
            {isArchived ? <Mark text={t('archived')} /> : null}
          </p>
          <p className="text-13 text-muted tabular-nums">
            {t('probability', { value: probability })} · {rotDays === null ? t('neverRots') : t('rotsAfter', { count: rotDays })}
          </p>
          <div className="flex items-center">
            <MoveButtons kind="stage" id={id} name={name} isFirst={index === 0} isLast={index === pipeline.stages.length - 1} />
            <Link to={`?edit=${id}`} preventScrollReset aria-label={t('edit', { name })} className={buttonClass('quiet', 'small', icon)}><Pencil aria-hidden="true" className="size-4" /></Link>
            <ArchiveButton kind="stage" id={id} name={name} isArchived={isArchived} />
          </div>
        </div>
      )}
      {answer?.refusal && answer.refusal.error !== 'hasDeals' ? <Refusal refusal={answer.refusal} /> : null}
      {answer?.refusal?.error === 'hasDeals' ? (
        <Form method="post" preventScrollReset className="mt-2 flex flex-col gap-2">
          <input type="hidden" name="intent" value="stage-archive" />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="value" value="on" />
          <Alert tone="warm" title={t('refusal.hasDeals', { count: answer.refusal.count })}>
            <label className="flex flex-wrap items-center gap-2">
              {t('moveTo')}
              <select name="moveTo" className={cx(controlClass, 'w-auto')}>
                {others.map((other) => <option key={other.id} value={other.id}>{other.name}</option>)}
              </select>
              <Button size="small">{t('moveAndArchive')}</Button>
            </label>
          </Alert>
        </Form>
      ) : null}
    </li>
  );
}

function Mark({ text }: { text: string }) {
  return <span className="ml-2 rounded-full bg-sunken px-2 py-0.5 text-12 font-normal text-muted">{text}</span>;
}

export function Refusal({ refusal }: { refusal: NonNullable<PipelineAnswer['refusal']> }) {
  const { t } = useTranslation('pipelines');
  return <div className="w-full py-2"><Alert tone="warm" title={t(`refusal.${refusal.error === 'hasDeals' ? 'pipelineHasDeals' : refusal.error}`, { count: refusal.count, name: refusal.name })} /></div>;
}
