import { cx } from '~/ui/class-names';
import type { ShownConsent } from './present-consents.server';

/** Which texts a person agreed to, when and where. */
export function GivenConsents({ consents }: { consents: readonly ShownConsent[] }) {
  if (consents.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 text-13">
      {consents.map(({ id, title, line, isWithdrawn }) => (
        <li key={id} data-row="consent" data-id={id}>
          <span className={cx(isWithdrawn && 'line-through')}>{title}</span>
          <span className="block text-12 text-muted">{line}</span>
        </li>
      ))}
    </ul>
  );
}
