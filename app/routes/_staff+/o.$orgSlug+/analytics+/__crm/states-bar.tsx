import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';
import { formatNumber } from '~/ui/format';
import { FigureLink } from './figure-link';

export interface StatePart {
  key: string;
  label: string;
  count: number;
  to: string;
  /** A colour of meaning: class of its ground. */
  fill: string;
}

/** A whole and its parts: one bar, and each part as a link to its rows. */
export function StatesBar({ name, parts }: { name: string; parts: StatePart[] }) {
  const { i18n } = useTranslation();
  return (
    <>
      <div aria-hidden="true" className="flex h-2.5 gap-px overflow-hidden rounded-full bg-sunken print:border print:border-line">
        {parts.filter(({ count }) => count > 0).map(({ key, count, fill }) => <span key={key} className={fill} style={{ flexGrow: count }} />)}
      </div>
      <ul className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 sm:flex sm:flex-wrap sm:gap-x-6">
        {parts.map(({ key, label, count, to, fill }) => (
          <li key={key} className="flex items-center gap-2 text-14">
            <span aria-hidden="true" className={cx('size-2 shrink-0 rounded-full', fill)} />
            <span className="text-muted">{label}</span>
            <FigureLink name={`${name}-${key}`} value={count} to={to} label={`${label}: ${count}`} className="font-semibold pointer-coarse:py-2.5">
              {formatNumber(count, i18n.language)}
            </FigureLink>
          </li>
        ))}
      </ul>
    </>
  );
}
