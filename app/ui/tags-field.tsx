import type { FieldMetadata } from '@conform-to/react';
import { X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { joinTags, MAX_TAG_LENGTH, parseTags } from '~/domain/tags/tags';
import { cx } from './class-names';
import { controlClass, FieldFrame } from './field';

interface Props {
  field: FieldMetadata<string | undefined | null> | FieldMetadata<string>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
  /** Tags in use, offered while typing. */
  suggestions?: readonly string[];
}

/** Tags: one text with commas, read by `parseTags`; with JavaScript each becomes a chip when a comma or Enter is typed. */
export function TagsField({ field, label, hint, errorNs, className, suggestions = [] }: Props) {
  const { t } = useTranslation('common');
  const plain = useRef<HTMLInputElement>(null);
  // null until the script is there; then what stands in the plain field, which may have been typed before
  const [taken, setTaken] = useState<string | null>(null);
  useEffect(() => setTaken(plain.current?.value ?? ''), []);
  const initial = typeof field.initialValue === 'string' ? field.initialValue : '';
  const listId = `${field.id}-tags`;
  const described = [field.errors ? field.errorId : null, field.descriptionId].filter(Boolean).join(' ');
  const shared = { id: field.id, list: listId, autoComplete: 'off', 'aria-invalid': field.errors ? true : undefined, 'aria-describedby': described } as const;
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint ?? t('tags.hint')} errorNs={errorNs} className={className}>
      {taken !== null ? <Chips name={field.name} initial={taken} shared={shared} /> : <input ref={plain} {...shared} name={field.name} defaultValue={initial} className={controlClass} />}
      <datalist id={listId}>
        {suggestions.map((tag) => <option key={tag} value={tag} />)}
      </datalist>
    </FieldFrame>
  );
}

function Chips({ name, initial, shared }: { name: string; initial: string; shared: { id: string; list: string } }) {
  const { t } = useTranslation('common');
  const [tags, setTags] = useState(() => parseTags(initial));
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const add = (typed: string) => {
    setTags(parseTags(joinTags([...tags, typed])));
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && text.trim()) {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
      event.preventDefault();
      setText(tags.at(-1) ?? '');
      setTags(tags.slice(0, -1));
    }
  };
  return (
    <div className={cx(controlClass, 'flex flex-wrap items-center gap-1 px-1.5 py-1 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent')}>
      {tags.map((tag) => (
        <span key={tag} className="inline-flex min-h-6.5 max-w-full items-center rounded-full bg-sunken pl-2.5 text-13 pointer-coarse:min-h-9">
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={t('tags.remove', { tag })}
            onClick={() => {
              setTags(tags.filter((other) => other !== tag));
              input.current?.focus();
            }}
            className="grid size-6.5 shrink-0 place-items-center rounded-full text-muted hover:text-ink pointer-coarse:size-9"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        {...shared}
        value={text}
        maxLength={MAX_TAG_LENGTH * 5}
        enterKeyHint="done"
        onChange={(event) => (/[,;]/.test(event.target.value) ? add(event.target.value) : setText(event.target.value))}
        onKeyDown={onKeyDown}
        onBlur={() => text.trim() && add(text)}
        className="min-h-6.5 min-w-24 flex-1 bg-transparent px-1.5 outline-none [&::-webkit-calendar-picker-indicator]:hidden!"
      />
      <input type="hidden" name={name} value={joinTags(text.trim() ? [...tags, text] : tags)} />
    </div>
  );
}
