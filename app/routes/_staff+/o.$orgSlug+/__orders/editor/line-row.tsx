import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fitsMoney } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import { ORDER_LIMITS } from '~/domain/orders/order-input';
import { explainLine } from '~/domain/orders/pricing';
import type { CatalogKind } from '~/generated/prisma/enums';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { lineIcons } from './kind-icons';
import { toPriceLine, type LineField, type LineValues } from './order-form';
import { sayPrice, signOf } from './say-price';

interface Props {
  /** As it stood when it was drawn; the inputs keep what is typed into them. */
  line: LineValues;
  /** As it stands in the form now. */
  typed: LineValues;
  index: number;
  count: number;
  currency: string;
  /** Billed hours of the planned time; null as long as it is not known. */
  hours: string | null;
  errorsOf: (field: LineField) => string[] | undefined;
  onChange: (intent: string) => void;
}

const numbersOf = (kind: string, isPerHour: boolean): LineField[] => {
  if (kind === 'EQUIPMENT') return ['shifts', 'shiftRate', 'hours', 'hourlyRate'];
  return isPerHour ? ['unitPrice'] : ['quantity', 'unit', 'unitPrice'];
};

/** One position: what it is, its numbers, and how its price came about. Moves and goes by buttons, which work without JavaScript. */
export function LineRow({ line, typed, index, count, currency, hours, errorsOf, onChange }: Props) {
  const { t, i18n } = useTranslation('order-editor');
  const Icon = lineIcons[line.kind as CatalogKind];
  const isPerHour = line.perHour === 'on';
  const facts = toPriceLine(typed, hours);
  const counted = facts && explainLine(facts);
  const price = counted && fitsMoney(counted.total) ? counted : null;
  const name = typed.name || t(`kind.${line.kind}`);
  const field = (what: LineField) => ({ name: `lines[${index}].${what}`, id: `line-${line.key}-${what}`, defaultValue: line[what], errors: errorsOf(what) });
  const shown = [...numbersOf(line.kind, isPerHour), 'discountPercent', 'taxPercent'] as const;
  const kept = (['key', 'id', 'kind', 'itemId', 'perHour', 'unit', 'quantity', 'shifts', 'shiftRate', 'hours', 'hourlyRate', 'unitPrice'] as const).filter((what) => !(shown as readonly string[]).includes(what));
  return (
    <li data-row="line" data-key={line.key} className="flex flex-col gap-3 border-t border-line py-4 first:border-0 first:pt-1">
      {kept.map((what) => <input key={what} type="hidden" name={`lines[${index}].${what}`} value={what === 'key' ? line.key : line[what]} />)}
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2 sm:flex-nowrap">
        <span title={t(`kind.${line.kind}`)} className="grid size-8 shrink-0 place-items-center rounded-control bg-sunken text-muted max-sm:hidden sm:mt-5.5 pointer-coarse:sm:mt-6.5"><Icon aria-hidden="true" className="size-4" /></span>
        <LineInput {...field('name')} label={t('line.named', { number: index + 1, kind: t(`kind.${line.kind}`) })} maxLength={ORDER_LIMITS.name} autoComplete="off" className="min-w-0 grow basis-full sm:basis-0" />
        <output className="shrink-0 py-1.5 text-16 font-semibold tabular-nums sm:mt-5 sm:min-w-32 sm:text-right pointer-coarse:py-2.5" data-metric="line-total" data-value={price?.total}>
          {price ? formatMoney(price.total, currency, i18n.language) : '—'}
        </output>
        <span className="flex shrink-0 max-sm:ml-auto sm:mt-5">
          <LineButton intent={`line.up:${line.key}`} label={t('line.up', { name })} isOff={index === 0} onChange={onChange}><ArrowUp aria-hidden="true" className="size-4" /></LineButton>
          <LineButton intent={`line.down:${line.key}`} label={t('line.down', { name })} isOff={index === count - 1} onChange={onChange}><ArrowDown aria-hidden="true" className="size-4" /></LineButton>
          <LineButton intent={`line.remove:${line.key}`} label={t('line.remove', { name })} onChange={onChange}><X aria-hidden="true" className="size-4" /></LineButton>
        </span>
      </div>
      <div className="grid grid-cols-2 items-start gap-x-3 gap-y-2 sm:flex sm:flex-wrap sm:pl-11">
        {shown.map((what) => (
          <LineInput
            key={what}
            {...field(what)}
            label={t(`line.${what}`, { currency: signOf(currency, i18n.language) })}
            inputMode={what === 'unit' ? undefined : 'decimal'}
            maxLength={what === 'unit' ? ORDER_LIMITS.unit : 30}
            autoComplete="off"
            isNumber={what !== 'unit'}
            className={what === 'unitPrice' || what === 'shiftRate' || what === 'hourlyRate' ? 'sm:w-32' : 'sm:w-20'}
          />
        ))}
      </div>
      <p className="text-12 text-muted tabular-nums sm:pl-11" data-story={line.key}>
        {isPerHour ? <span className="mr-2">{hours === null ? t('line.perHourUnknown') : t('line.perHour')}</span> : null}
        {price ? sayPrice(price, { t, currency, language: i18n.language }) : t(counted ? 'errors.tooLarge' : 'line.unclear')}
      </p>
    </li>
  );
}

function LineInput({ label, errors, className, isNumber, id, ...input }: { label: string; errors: string[] | undefined; isNumber?: boolean } & InputHTMLAttributes<HTMLInputElement>) {
  const { t } = useTranslation(['order-editor', 'common'], { nsMode: 'fallback' });
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-12 text-muted">{label}</label>
      <input id={id} {...input} aria-invalid={errors ? true : undefined} aria-describedby={errors ? `${id}-error` : undefined} className={cx(controlClass, isNumber && 'text-right tabular-nums')} />
      {errors ? <p id={`${id}-error`} className="text-13 text-danger">{errors.map((key) => t(key, { max: input.maxLength })).join(' ')}</p> : null}
    </div>
  );
}

/** Without JavaScript it sends the form, which comes back changed; with it the change happens here. */
function LineButton({ intent, label, isOff, onChange, children }: { intent: string; label: string; isOff?: boolean; onChange: (intent: string) => void; children: ReactNode }) {
  return (
    <button
      name="intent"
      value={intent}
      aria-label={label}
      title={label}
      aria-disabled={isOff || undefined}
      onClick={(event) => {
        event.preventDefault();
        if (!isOff) onChange(intent);
      }}
      className={buttonClass('quiet', 'normal', 'w-9 px-0! aria-disabled:opacity-30 pointer-coarse:w-11')}
    >
      {children}
    </button>
  );
}
