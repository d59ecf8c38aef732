import type { TFunction } from 'i18next';
import type { ScoreReason } from '~/domain/leads/scoring.schema';

/** Why a part of a score has its points, as a short sentence. */
export function sayReason({ key, params }: ScoreReason, { t, money }: { t: TFunction; money: (value: number) => string }): string {
  if (key === 'budget.below' && params.from === undefined) return t('why.budget.belowAny');
  return t(`why.${key}`, {
    from: params.from === undefined ? '' : money(Number(params.from)),
    option: params.option === undefined ? '' : t(`companySize.${params.option}`),
    deadline: params.deadline === undefined ? '' : t(`deadline.${params.deadline}`),
  });
}
