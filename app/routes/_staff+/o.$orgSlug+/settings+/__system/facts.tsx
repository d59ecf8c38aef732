import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Part } from '~/domain/system/part.server';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';

/** A part of the page: what it says, or why it cannot say it. */
export function PartOf<T>({ part, children }: { part: Part<T>; children: (value: T) => ReactNode }) {
  const { t } = useTranslation('system');
  return part.ok ? children(part.value) : <p role="status" className="text-14 break-words text-danger">{t('failed', { error: part.error })}</p>;
}

/** Names and values under a title. */
export function FactCard<T>({ title, part, children }: { title: string; part: Part<T>; children: (value: T) => ReactNode }) {
  return (
    <Card title={title}>
      <PartOf part={part}>{(value) => <dl className="flex flex-col divide-y divide-line text-14">{children(value)}</dl>}</PartOf>
    </Card>
  );
}

interface Props {
  label: string;
  children: ReactNode;
  /** Name and plain number for programs. */
  metric?: string;
  value?: number | string | undefined;
  tone?: 'ok' | 'warm' | 'danger' | undefined;
}

const tones = { ok: 'text-ok', warm: 'text-warm', danger: 'text-danger' };

export function Fact({ label, children, metric, value, tone }: Props) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5 first:pt-0 last:pb-0">
      <dt className="text-muted">{label}</dt>
      <dd data-metric={metric} data-value={value} className={cx('ml-auto text-right font-medium break-words tabular-nums', tone && tones[tone])}>{children}</dd>
    </div>
  );
}
