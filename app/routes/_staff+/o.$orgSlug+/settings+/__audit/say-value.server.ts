import type { TFunction } from 'i18next';
import type { AuditValue } from '~/domain/audit/changed-fields';
import { formatDateTime, formatDay } from '~/ui/format';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^[A-Z][A-Z_]+$/;
const LENGTH_MAX = 300;

interface Words {
  t: TFunction;
  language: string;
  timeZone: string;
  /** Names of what an id may stand for. */
  names: ReadonlyMap<string, string>;
}

/** Says values of the log as people do: ids of members by name, codes in words, times in the organisation's zone. Null: empty. */
export function createValueSayer({ t, language, timeZone, names }: Words): (value: AuditValue) => string | null {
  const say = (value: AuditValue): string | null => {
    if (value === null || value === '') return null;
    if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
    if (typeof value === 'number') return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: 6 }).format(value);
    if (typeof value === 'string') return cut(sayText(value));
    if (Array.isArray(value)) return value.length === 0 ? null : cut(value.map((one: AuditValue) => say(one) ?? '').join(', '));
    return Object.keys(value).length === 0 ? null : cut(JSON.stringify(value));
  };
  const sayText = (text: string): string => {
    if (UUID.test(text)) return names.get(text) ?? t('unknownRecord', { id: text.slice(-6) });
    if (MOMENT.test(text)) return formatDateTime(new Date(text), language, timeZone);
    if (DAY.test(text)) return formatDay(new Date(`${text}T00:00:00Z`), language, 'UTC');
    return CODE.test(text) ? t(`values.${text}`, { defaultValue: text }) : text;
  };
  return say;
}

function cut(text: string): string {
  return text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text;
}
