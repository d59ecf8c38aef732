import type { FieldMetadata } from '@conform-to/react';
import { getInputProps } from '@conform-to/react';
import type { FormEvent, InputHTMLAttributes, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { groupMoneyText } from '~/domain/money/money-text';
import { cx } from './class-names';
import { controlClass, FieldFrame } from './field';

interface Props {
  field: FieldMetadata<string | undefined | null> | FieldMetadata<string>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
  /** ISO 4217; its sign stands in the field. */
  currency: string;
}

/** Keys of one sign only: a field that is being composed by an input method is left alone. */
function regroup(event: FormEvent<HTMLInputElement>) {
  const input = event.currentTarget;
  if (event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing) return;
  const shown = groupMoneyText(input.value, input.selectionStart ?? input.value.length);
  if (shown.text === input.value) return;
  input.value = shown.text;
  input.setSelectionRange(shown.cursor, shown.cursor);
}

/** Without this, deleting the gap between two groups would do nothing: the gap comes back at once. */
function skipGap(event: KeyboardEvent<HTMLInputElement>) {
  const { selectionStart: at, selectionEnd: end, value } = event.currentTarget;
  if (at === null || at !== end) return;
  if (event.key === 'Backspace' && /\s/.test(value[at - 1] ?? '')) event.currentTarget.setSelectionRange(at - 1, at - 1);
  if (event.key === 'Delete' && /\s/.test(value[at] ?? '')) event.currentTarget.setSelectionRange(at + 1, at + 1);
}

/** An amount with groups set apart while typed; posts the text as it stands, `parseMoney` reads it. */
export function MoneyField({ field, label, hint, errorNs, className, currency, ...rest }: Props & InputHTMLAttributes<HTMLInputElement>) {
  const { i18n } = useTranslation();
  const { key, defaultValue, ...input } = getInputProps(field as FieldMetadata<string>, { type: 'text', ariaDescribedBy: hint ? field.descriptionId : undefined });
  const sign = new Intl.NumberFormat(i18n.language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  const initial = typeof defaultValue === 'string' ? groupMoneyText(defaultValue.replace(/\.00$/, '').replace(/^(\d+)\.(\d\d)$/, i18n.language === 'ru' ? '$1,$2' : '$1.$2'), 0).text : undefined;
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <div className="relative">
        <input key={key} {...input} defaultValue={initial} inputMode="decimal" autoComplete="off" maxLength={40} {...rest} onInput={regroup} onKeyDown={skipGap} className={cx(controlClass, 'pr-10 text-right tabular-nums')} />
        <span aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-14 text-muted">{sign}</span>
      </div>
    </FieldFrame>
  );
}
