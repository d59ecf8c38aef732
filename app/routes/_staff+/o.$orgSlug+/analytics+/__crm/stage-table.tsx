import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { STAGE_EXITS } from '~/domain/deals/stage-exits';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { formatDuration, formatNumber, formatPercent } from '~/ui/format';
import { SegmentLinks } from '../__segment-links';
import { FigureLink } from './figure-link';
import type { DealFigures } from './load-deals.server';

const cell = 'py-2 pl-4 text-right whitespace-nowrap max-md:p-0 max-md:text-left';
const head = 'pb-2 pl-4 text-right font-medium whitespace-nowrap';

/** Stage by stage: who came, how they left, how long they stayed. Rows become cards on a phone. */
export function StageTable({ stages, pipelines, pipelineId }: Pick<DealFigures, 'stages' | 'pipelines' | 'pipelineId'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  const time = (ms: number | null) => (ms === null ? '—' : formatDuration(ms, i18n.language));
  const most = Math.max(1, ...stages.map(({ entered }) => entered));
  return (
    <Card title={t('stages.title')} aside={t('stages.hint')}>
      {pipelines.length > 1 ? <PipelineSwitch pipelines={pipelines} pipelineId={pipelineId} /> : null}
      <table data-chart="stages" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('stages.caption')}</caption>
        <thead className="text-12 text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="w-1/4 pb-2 text-left font-medium">{t('stages.stage')}</th>
            <th scope="col" className={head}>{t('stages.entered')}</th>
            <th scope="col" className={head} title={t('stages.conversionNote')}>{t('stages.conversion')}</th>
            {STAGE_EXITS.map((exit) => <th key={exit} scope="col" className={head}>{t(`stages.${exit}`)}</th>)}
            <th scope="col" className={head} title={t('stages.medianNote')}>{t('stages.median')}</th>
            <th scope="col" className={head} title={t('stages.p90Note')}>{t('stages.p90')}</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {stages.map((stage) => (
            <tr key={stage.id} data-row="stage" data-id={stage.id} className="border-t border-line max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-2 max-md:py-3">
              <th scope="row" className="py-2 text-left font-medium max-md:col-span-3 max-md:p-0">
                {stage.name}{stage.isArchived ? <span className="ml-2 text-12 font-normal text-muted">{t('stages.archived')}</span> : null}
                <span aria-hidden="true" className="mt-1 block h-1.5 overflow-hidden rounded-full bg-sunken">
                  <span className="block h-full rounded-full bg-accent" style={{ width: `${(stage.entered / most) * 100}%` }} />
                </span>
              </th>
              <td className={cell}><Label>{t('stages.entered')}</Label><FigureLink name="stage-entered" value={stage.entered} to={stage.to} className="font-semibold">{number(stage.entered)}</FigureLink></td>
              <td className={cell} data-metric="stage-conversion" data-value={stage.conversion ?? ''}><Label>{t('stages.conversion')}</Label>{stage.conversion === null ? '—' : formatPercent(stage.conversion, i18n.language)}</td>
              {STAGE_EXITS.map((exit) => (
                <td key={exit} className={cell}>
                  <Label>{t(`stages.${exit}`)}</Label>
                  <FigureLink name={`stage-${exit}`} value={stage.exits[exit]} to={stage.exitsTo[exit]} className={cx(exit === 'lost' && stage.exits.lost > 0 && 'text-hot underline decoration-dotted')}>{number(stage.exits[exit])}</FigureLink>
                </td>
              ))}
              <td className={cell} data-metric="stage-median" data-value={stage.medianMs ?? ''}><Label>{t('stages.median')}</Label>{time(stage.medianMs)}</td>
              <td className={cell} data-metric="stage-p90" data-value={stage.p90Ms ?? ''}><Label>{t('stages.p90')}</Label>{time(stage.p90Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function PipelineSwitch({ pipelines, pipelineId }: Pick<DealFigures, 'pipelines' | 'pipelineId'>) {
  const { t } = useTranslation('crm-analytics');
  const [search] = useSearchParams();
  const rest = [...search].filter(([name]) => name !== 'pipeline');
  return (
    <div className="mb-4">
      <SegmentLinks
        label={t('stages.pipeline')}
        segments={pipelines.map(({ id, name }) => ({ key: id, label: name, to: { search: new URLSearchParams([...rest, ['pipeline', id]]).toString() }, isCurrent: id === pipelineId }))}
      />
    </div>
  );
}

/** The column's name beside each figure, where rows are cards. */
function Label({ children }: { children: string }) {
  return <span aria-hidden="true" className="block text-12 text-muted md:hidden">{children}</span>;
}
