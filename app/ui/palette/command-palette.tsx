import { useNavigate } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import type { FrameData } from '../frame/frame-data';
import { Keys } from '../shortcuts/shortcut-help';
import { useModal } from '../use-modal';
import { paletteGroups, type PaletteEntry } from './palette-entries';
import { readRecent } from './recent-records';
import { MIN_QUERY, useSearchHits } from './use-search-hits';

interface Props {
  frame: FrameData;
  /** Offers what can be created, nothing else. */
  onlyCreate?: boolean;
  onClose: () => void;
  onHelp: () => void;
}

/** Go anywhere, find anything, create anything: one field and a list, all by keyboard. */
export function CommandPalette({ frame, onlyCreate = false, onClose, onHelp }: Props) {
  const { t } = useTranslation(['frame', 'common']);
  const navigate = useNavigate();
  const dialog = useModal(true, onClose);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(() => readRecent(frame.user.id, frame.org.slug));
  const search = useSearchHits(frame.org.slug, onlyCreate ? '' : query);
  const groups = useMemo(() => paletteGroups({ frame, query, hits: search.hits, recent, onlyCreate, t }), [frame, query, search.hits, recent, onlyCreate, t]);
  const entries = groups.flatMap((group) => group.entries);
  const active = entries[Math.min(at, entries.length - 1)];

  const choose = (entry: PaletteEntry, inNewTab = false) => {
    onClose();
    if (entry.id === 'help') onHelp();
    else if (entry.to && inNewTab) window.open(entry.to, '_blank', 'noopener');
    else if (entry.to && (entry.to === '/' || entry.to.startsWith('/r/'))) location.assign(entry.to);
    else if (entry.to) void navigate(entry.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, entries.length - 1) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active, event.ctrlKey || event.metaKey);
    } else if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onClose();
    }
  };
  const status = search.hasFailed
    ? t('palette.failed')
    : search.isLoading
      ? t('palette.searching')
      : query.trim().length >= MIN_QUERY && !onlyCreate
        ? t('palette.found', { count: search.hits.length })
        : '';

  return (
    <dialog
      ref={dialog}
      open
      aria-label={onlyCreate ? t('palette.create') : t('palette.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      className="fixed inset-x-0 top-0 m-0 flex max-h-dvh w-full max-w-none flex-col overflow-hidden border-line bg-surface p-0 text-ink shadow-float backdrop:bg-overlay max-md:border-b md:top-[12vh] md:mx-auto md:max-h-[70vh] md:w-[40rem] md:rounded-card md:border"
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden="true" className="size-5 shrink-0 text-muted" />
        <input
          type="text"
          role="combobox"
          aria-label={onlyCreate ? t('palette.create') : t('palette.title')}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={active ? `palette-${active.id}` : undefined}
          value={query}
          maxLength={100}
          placeholder={onlyCreate ? t('palette.createPlaceholder') : t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-13 min-w-0 flex-1 bg-transparent text-16 outline-none"
        />
        <button type="button" onClick={onClose} className="rounded-sm border border-line bg-raised px-1.5 text-12 text-muted hover:text-ink pointer-coarse:min-h-11 pointer-coarse:px-3">
          {t('palette.close')}
        </button>
      </div>
      <div id="palette-list" role="listbox" aria-label={t('palette.title')} className="min-h-0 flex-1 overflow-y-auto p-2 scroll-thin">
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={group.title} className="mb-1 last:mb-0">
            <p aria-hidden="true" className="px-2.5 py-1 text-12 text-muted">{group.title}</p>
            {group.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} isActive={entry === active} onPoint={() => setAt(entries.indexOf(entry))} onChoose={(event) => choose(entry, event.ctrlKey || event.metaKey)} />
            ))}
          </div>
        ))}
      </div>
      <p role="status" className="min-h-9 border-t border-line px-4 py-2 text-12 text-muted">{status || <span className="pointer-coarse:hidden">{t('palette.hint')}</span>}</p>
    </dialog>
  );
}

interface EntryProps {
  entry: PaletteEntry;
  isActive: boolean;
  onPoint: () => void;
  onChoose: (event: MouseEvent | KeyboardEvent) => void;
}

function Entry({ entry, isActive, onPoint, onChoose }: EntryProps) {
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={item}
      id={`palette-${entry.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseMove={isActive ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose(event)}
      className={cx('flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-2.5 py-1.5 text-14 pointer-coarse:min-h-12', isActive && 'bg-accent-soft')}
    >
      {entry.Icon ? <entry.Icon aria-hidden="true" className="size-4 shrink-0 text-muted" /> : <span aria-hidden="true" className="size-4 shrink-0" />}
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.detail ? <span className="max-w-[45%] truncate text-12 text-muted">{entry.detail}</span> : null}
      {entry.keys ? <Keys keys={entry.keys} /> : null}
    </div>
  );
}
