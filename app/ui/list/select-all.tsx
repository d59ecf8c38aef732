import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROW_BOXES, useSelectedCount } from './use-selected-count';

/** Ticks or unticks the rows of the page; does nothing without a script, so it is drawn only with one. */
export function SelectAll() {
  const { t } = useTranslation('lists');
  const [isReady, setReady] = useState(false);
  const count = useSelectedCount();
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const toggle = (checked: boolean) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(ROW_BOXES)) box.checked = checked;
  };
  return (
    <input
      type="checkbox"
      aria-label={t('select.all')}
      ref={(box) => {
        const rows = document.querySelectorAll(ROW_BOXES).length;
        if (box) box.checked = rows > 0 && count === rows;
        if (box) box.indeterminate = count > 0 && count < rows;
      }}
      onChange={(event) => toggle(event.currentTarget.checked)}
    />
  );
}
