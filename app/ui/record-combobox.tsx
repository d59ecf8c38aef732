import { Check, ChevronsUpDown, Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { controlClass } from './field';
import { NEW_RECORD, queryField, shownField, type PickChoice } from './record-pick';
import { useOptions } from './use-options';

export interface RecordComboboxProps {
  id: string;
  /** Posts the id under this name, the text beside it: read both with `settlePick`. */
  name: string;
  /** Answers `?q=` with `{ options: PickChoice[] }`. */
  optionsUrl: string;
  selected?: PickChoice | null;
  /** The text that was typed and not understood, when the form is drawn again. */
  query?: string;
  /** What the server found for that text: shown as radio buttons where there is no JavaScript, as the list where there is. */
  choices?: readonly PickChoice[];
  /** "Create «text»" at the end of the list. */
  createLabel?: (text: string) => string;
  /** Told of a choice, besides the hidden field. */
  onPick?: (choice: PickChoice | null) => void;
  placeholder?: string;
  isInvalid?: boolean;
  describedBy?: string;
  required?: boolean;
  form?: string;
}

/**
 * A search for one record. With JavaScript a combobox (arrows, Enter, Escape); without it a text that the server looks
 * up, and radio buttons where it means several.
 */
export function RecordCombobox(props: RecordComboboxProps) {
  const { id, name, optionsUrl, choices = [], createLabel, onPick, placeholder, form } = props;
  const { t } = useTranslation('common');
  const [isLive, setLive] = useState(false);
  const [picked, setPicked] = useState<PickChoice | null>(props.selected ?? null);
  const [text, setText] = useState(props.query ?? props.selected?.label ?? '');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // what was typed before the script arrived stays
    if (input.current) setText(input.current.value);
    setLive(true);
  }, []);
  const isSettled = picked !== null && text === picked.label;
  const options = useOptions(optionsUrl, isSettled ? '' : text, isOpen);
  const found = options.state === 'idle' ? choices : options.choices;
  const entries: PickChoice[] = createLabel && text.trim() && !isSettled ? [...found, { id: NEW_RECORD, label: createLabel(text.trim()) }] : [...found];
  const listId = `${id}-list`;
  const hasRadios = !isLive && (choices.length > 0 || Boolean(createLabel && props.query));

  const pick = (choice: PickChoice | null) => {
    const isNew = choice?.id === NEW_RECORD;
    const next = choice && isNew ? { id: NEW_RECORD, label: text.trim() } : choice;
    setPicked(next);
    setText(next?.label ?? '');
    setOpen(false);
    setAt(-1);
    onPick?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else setAt((at + step + entries.length + (at < 0 && step < 0 ? 1 : 0)) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter' && isOpen && entries[at]) {
      event.preventDefault();
      pick(entries[at]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div className="relative" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}>
      <input
        ref={input}
        id={id}
        form={form}
        name={queryField(name)}
        value={text}
        placeholder={placeholder ?? t('pick.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        required={props.required}
        aria-invalid={props.isInvalid || undefined}
        aria-describedby={props.describedBy}
        {...(isLive
          ? { role: 'combobox', 'aria-expanded': isOpen, 'aria-controls': listId, 'aria-autocomplete': 'list', 'aria-activedescendant': isOpen && entries[at] ? `${id}-${at}` : undefined }
          : {})}
        onChange={(event) => {
          setText(event.target.value);
          if (picked?.id === NEW_RECORD) setPicked(null);
          setOpen(true);
          setAt(-1);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        className={cx(controlClass, isLive ? 'pr-10' : '')}
      />
      {hasRadios ? null : <input type="hidden" form={form} name={name} value={isSettled ? picked.id : ''} />}
      <input type="hidden" form={form} name={shownField(name)} value={hasRadios ? text : (picked?.label ?? '')} />
      {isLive ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={text ? t('pick.clear') : t('pick.open')}
          onClick={() => {
            if (text) pick(null);
            setOpen(true);
            input.current?.focus();
          }}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center text-muted hover:text-ink"
        >
          {text ? <X aria-hidden="true" className="size-4" /> : <ChevronsUpDown aria-hidden="true" className="size-4" />}
        </button>
      ) : null}
      {hasRadios ? <NoScriptChoices {...props} text={text.trim()} /> : null}
      {isLive ? (
        <div hidden={!isOpen} className="absolute inset-x-0 z-40 mt-1 max-h-72 overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float scroll-thin">
          <ul id={listId} role="listbox" aria-label={t('pick.list')}>
            {entries.map((choice, index) => (
              <Entry key={choice.id} id={`${id}-${index}`} choice={choice} isActive={index === at} isPicked={choice.id === picked?.id && isSettled} onPick={() => pick(choice)} />
            ))}
          </ul>
          <p role="status" className="px-2.5 py-2 text-13 text-muted empty:hidden">
            {options.state === 'failed' ? t('pick.failed') : null}
            {options.state === 'loading' && found.length === 0 ? t('loading') : null}
            {options.state === 'done' && found.length === 0 ? t('pick.noMatch') : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}

/** The mouse may not take the focus from the field: a press would close the list before the click arrives. */
function Entry({ id, choice, isActive, isPicked, onPick }: { id: string; choice: PickChoice; isActive: boolean; isPicked: boolean; onPick: () => void }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <li
      ref={item}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={(event) => event.key === 'Enter' && onPick()}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken aria-selected:bg-accent-soft pointer-coarse:min-h-11"
    >
      {choice.id === NEW_RECORD ? <Plus aria-hidden="true" className="size-4 shrink-0 text-accent" /> : null}
      <span className="min-w-0 flex-1">
        <span className={cx('block truncate', choice.id === NEW_RECORD && 'font-medium text-accent')}>{choice.label}</span>
        {choice.detail ? <span className="block truncate text-12 text-muted">{choice.detail}</span> : null}
      </span>
      {isPicked ? <Check aria-hidden="true" className="size-4 shrink-0 text-accent" /> : null}
    </li>
  );
}

function NoScriptChoices({ name, choices = [], createLabel, form, text }: RecordComboboxProps & { text: string }) {
  const { t } = useTranslation('common');
  const all = createLabel && text ? [...choices, { id: NEW_RECORD, label: createLabel(text) }] : choices;
  return (
    <fieldset className="mt-2 flex flex-col gap-1">
      <legend className="text-12 text-muted">{t('pick.choose')}</legend>
      {all.map((choice) => (
        <label key={choice.id} className="flex items-start gap-2.5 text-14 pointer-coarse:min-h-11">
          <input type="radio" form={form} name={name} value={choice.id} className="mt-0.5 size-4.5 accent-accent" />
          <span>
            {choice.label}
            {choice.detail ? <span className="block text-12 text-muted">{choice.detail}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
