import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialog';
import type { PlaceKey } from '../frame/places';
import { areSingleKeysOn, setSingleKeys } from './shortcut-setting';
import { SHORTCUT_GROUPS, SHORTCUTS } from './shortcuts';

/** Keys as they are printed on this person's keyboard. */
export function Keys({ keys }: { keys: readonly string[] }) {
  const [isMac, setMac] = useState(false);
  useEffect(() => setMac(/Mac|iPhone|iPad/.test(navigator.userAgent)), []);
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {keys.flatMap((key) => key.split('+')).map((key, index) => (
        <kbd key={index} className="grid h-5.5 min-w-5.5 place-items-center rounded-sm border border-line bg-raised px-1.5 font-sans text-12 text-muted">
          {key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.toUpperCase()}
        </kbd>
      ))}
    </span>
  );
}

/** All shortcuts that lead somewhere for this person, and the switch for those of one key. */
export function ShortcutHelp({ places, onClose }: { places: readonly PlaceKey[]; onClose: () => void }) {
  const { t } = useTranslation(['frame', 'common']);
  const [isOn, setOn] = useState(areSingleKeysOn);
  const shown = SHORTCUTS.filter(({ action }) => action.type !== 'go' || places.includes(action.place));
  return (
    <Dialog isOpen title={t('shortcuts.title')} onClose={onClose} size="wide">
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`} className={group === 'go' ? 'md:col-start-2 md:row-span-2 md:row-start-1' : ''}>
            <h3 id={`keys-${group}`} className="mb-1 text-13 font-semibold">{t(`shortcuts.groups.${group}`)}</h3>
            <dl className="divide-y divide-line">
              {shown.filter((shortcut) => shortcut.group === group).map(({ name, keys }) => (
                <div key={name} className="flex items-center justify-between gap-4 py-1.5 text-14">
                  <dt>{group === 'go' ? t(`common:nav.${name}`) : t(`shortcuts.${name}`)}</dt>
                  <dd><Keys keys={keys} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="mt-5 flex items-start gap-2.5 border-t border-line pt-4 text-14">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setOn(event.target.checked);
            setSingleKeys(event.target.checked);
          }}
          className="mt-0.5 size-4.5 shrink-0 accent-accent"
        />
        <span>
          {t('shortcuts.singleKeys')}
          <span className="block text-12 text-muted">{t('shortcuts.singleKeysHint')}</span>
        </span>
      </label>
    </Dialog>
  );
}
