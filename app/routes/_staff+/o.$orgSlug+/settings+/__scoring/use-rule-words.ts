import { useTranslation } from 'react-i18next';
import type { RuleLine } from '~/domain/leads/scoring-lines';

/** Says a rule in a sentence: amounts in the organisation's currency, sizes and terms by their names. */
export function useRuleWords(currency: string) {
  const { t, i18n } = useTranslation('scoring');
  const money = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { style: 'currency', currency, maximumFractionDigits: 0 });
  return ({ key, params }: Pick<RuleLine, 'key' | 'params'>): string =>
    t(`rules.${key}`, {
      from: typeof params.from === 'number' ? money.format(params.from) : '',
      option: params.option ? t('sizes', { size: String(params.option).replace('-', '–') }) : '',
      deadline: params.deadline ? t(`deadlines.${params.deadline}`) : '',
    });
}
