import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { controlClass, SelectField, type Option } from '~/ui/field';
import { PersonChip } from '~/ui/person-chip';
import { shortDecimal, type OperatorValues } from './order-form';

const PAY_KINDS = ['HOURLY', 'FIXED', 'PERCENT'] as const;

interface Props {
  manager: FieldMetadata<string>;
  managers: Option[];
  people: readonly { id: string; name: string }[];
  operators: readonly OperatorValues[];
  /** Whether the people can be changed at all. */
  hasOperators: boolean;
  /** Who may not see pay leaves it as it is. */
  canSeePay: boolean;
  errorsOf: (userId: string, field: 'userId' | 'payKind' | 'payRate') => string[] | undefined;
}

/** Who answers for the order and who carries it out; how they are paid stands beside each who is ticked. */
export function TeamFields({ manager, managers, people, operators, hasOperators, canSeePay, errorsOf }: Props) {
  const { t } = useTranslation(['order-editor', 'common'], { nsMode: 'fallback' });
  return (
    <Card title={t('team.title')} className="flex flex-col">
      <SelectField field={manager} label={t('team.manager')} errorNs="order-editor" emptyLabel={t('team.nobody')} options={managers} />
      {hasOperators ? <fieldset className="mt-4">
        <legend className="mb-1 text-13 font-medium">{t('team.operators')}</legend>
        {people.length === 0 ? <p className="text-13 text-muted">{t('team.none')}</p> : null}
        <ul className="scroll-thin -mx-2 flex max-h-96 flex-col overflow-y-auto">
          {people.map(({ id, name }, index) => {
            const own = operators.find(({ userId }) => userId === id);
            const at = `operators[${index}]`;
            const [kindErrors, rateErrors] = [errorsOf(id, 'payKind'), errorsOf(id, 'payRate')];
            return (
              <li key={id} data-id={id} className="group/person rounded-control px-2 has-[input[type=checkbox]:checked]:bg-raised">
                <label className="flex min-h-10 items-center gap-2.5 text-14 pointer-coarse:min-h-11">
                  <input type="checkbox" name={`${at}.userId`} value={id} defaultChecked={Boolean(own)} className="size-4.5 shrink-0 accent-accent" />
                  <PersonChip name={name} size="small" />
                </label>
                {errorsOf(id, 'userId') ? <p className="pb-1 pl-7 text-13 text-danger">{errorsOf(id, 'userId')?.map((key) => t(key)).join(' ')}</p> : null}
                {canSeePay ? (
                  <div className="hidden gap-2 pb-2.5 pl-7 group-has-[input[type=checkbox]:checked]/person:flex">
                    <select name={`${at}.payKind`} defaultValue={own?.payKind ?? ''} aria-label={t('team.payKindOf', { name })} aria-invalid={kindErrors ? true : undefined} className={cx(controlClass, 'min-w-0')}>
                      <option value="">{t('team.pay.none')}</option>
                      {PAY_KINDS.map((kind) => <option key={kind} value={kind}>{t(`team.pay.${kind}`)}</option>)}
                    </select>
                    <div className="w-28 shrink-0">
                      <input name={`${at}.payRate`} defaultValue={shortDecimal(own?.payRate)} aria-label={t('team.payRateOf', { name })} placeholder={t('team.payRate')} inputMode="decimal" autoComplete="off" maxLength={30} aria-invalid={rateErrors ? true : undefined} className={cx(controlClass, 'text-right tabular-nums')} />
                      {rateErrors ? <p className="mt-1 text-13 text-danger">{rateErrors.map((key) => t(key)).join(' ')}</p> : null}
                    </div>
                  </div>
                ) : null}
              </li>
            );
          })}
        </ul>
      </fieldset> : null}
    </Card>
  );
}
