import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import type { PickChoice } from '~/ui/record-pick';
import { RecordCombobox } from '~/ui/record-combobox';
import { lineIcons } from './kind-icons';
import { LineRow } from './line-row';
import { LINE_KINDS, type CatalogFacts, type LineField, type LineValues } from './order-form';

export interface AttachmentOffer extends CatalogFacts {
  machineId: string;
}

interface Props {
  lines: readonly LineValues[];
  typed: readonly LineValues[];
  currency: string;
  hours: string | null;
  attachments: readonly AttachmentOffer[];
  optionsUrl: string;
  /** What the server found for a search without JavaScript. */
  found: { query: string; choices: readonly PickChoice[]; error: string | null } | null;
  listError: string[] | undefined;
  errorsOf: (key: string, field: LineField) => string[] | undefined;
  onChange: (intent: string) => void;
  onItem: (item: CatalogFacts) => void;
}

/** The positions of an order: found in the catalog or written by hand, in any order, each with its price. */
export function LinesEditor({ lines, typed, currency, hours, attachments, optionsUrl, found, listError, errorsOf, onChange, onItem }: Props) {
  const { t } = useTranslation(['order-editor', 'common']);
  const [round, setRound] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  const known = useRef(lines.length);
  const say = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // a moved line keeps the focus on its button, a new one takes it
    const buttons = (value: string | null) => value && list.current?.querySelector<HTMLElement>(`button[value="${value}"]`);
    if (moved.current) (buttons(moved.current) || list.current?.querySelector<HTMLElement>('input:not([type=hidden])'))?.focus();
    else if (lines.length > known.current) list.current?.querySelector<HTMLInputElement>('li:last-child input:not([type=hidden])')?.focus();
    moved.current = null;
    known.current = lines.length;
  }, [lines]);
  const change = (intent: string) => {
    moved.current = intent.startsWith('line.add') ? null : intent;
    onChange(intent);
    if (say.current) say.current.textContent = t(`line.said.${intent.slice('line.'.length).split(':')[0] ?? ''}`);
  };
  const machines = lines.filter(({ kind, itemId }) => kind === 'EQUIPMENT' && itemId);
  const offered = attachments.filter(({ id, machineId }) => machines.some(({ itemId }) => itemId === machineId) && !lines.some(({ itemId }) => itemId === id));
  return (
    <Card title={t('lines.title')} aside={lines.length > 0 ? t('lines.count', { count: lines.length }) : null}>
      <p ref={say} role="status" className="sr-only" />
      {listError ? <p role="alert" className="mb-2 text-13 text-danger">{listError.map((key) => t(key, { ns: ['order-editor', 'common'] })).join(' ')}</p> : null}
      {lines.length === 0 ? <p className="mb-3 max-w-prose text-14 text-muted">{t('lines.empty')}</p> : null}
      <ol ref={list}>
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            line={line}
            typed={typed.find(({ key }) => key === line.key) ?? line}
            index={index}
            count={lines.length}
            currency={currency}
            hours={hours}
            errorsOf={(field) => errorsOf(line.key, field)}
            onChange={change}
          />
        ))}
      </ol>
      {offered.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2 border-t border-line py-3">
          <span className="text-13 text-muted">{t('lines.attachments')}</span>
          {offered.map((item) => (
            <button
              key={item.id}
              name="intent"
              value={`line.attach:${item.id}`}
              onClick={(event) => {
                event.preventDefault();
                onItem(item);
              }}
              className={buttonClass('secondary', 'small', 'rounded-full')}
            >
              <Plus aria-hidden="true" className="size-3.5" />
              {item.name}
            </button>
          ))}
        </div>
      ) : null}
      <div className="flex flex-col gap-3 border-t border-line pt-4">
        <div className="flex flex-col gap-1">
          <label htmlFor="order-item" className="text-13 font-medium">{t('lines.find')}</label>
          <div className="flex flex-wrap items-start gap-2">
            <div className="min-w-0 grow">
              <RecordCombobox
                key={round}
                id="order-item"
                name="item"
                optionsUrl={optionsUrl}
                query={found?.query}
                choices={found?.choices}
                placeholder={t('lines.findPlaceholder')}
                isInvalid={Boolean(found?.error)}
                describedBy={found?.error ? 'order-item-error' : undefined}
                onPick={(choice) => {
                  const item = choice && readItem(choice);
                  if (!item) return;
                  setRound(round + 1);
                  onItem(item);
                }}
              />
            </div>
            <noscript>
              <button name="intent" value="line.item" className={buttonClass('secondary')}>{t('lines.addFound')}</button>
            </noscript>
          </div>
          {found?.error ? <p id="order-item-error" className="text-13 text-danger">{t(`common:${found.error}`)}</p> : null}
        </div>
        <fieldset>
          <legend className="sr-only">{t('lines.free')}</legend>
          <div className="flex flex-wrap items-center gap-x-1 gap-y-1">
            <span aria-hidden="true" className="mr-1 text-13 text-muted">{t('lines.free')}</span>
            {LINE_KINDS.map((kind) => {
              const Icon = lineIcons[kind];
              return (
                <button
                  key={kind}
                  name="intent"
                  value={`line.add:${kind}`}
                  onClick={(event) => {
                    event.preventDefault();
                    change(`line.add:${kind}`);
                  }}
                  className={buttonClass('quiet', 'small')}
                >
                  <Icon aria-hidden="true" className="size-4" />
                  {t(`kind.${kind}`)}
                </button>
              );
            })}
          </div>
        </fieldset>
      </div>
    </Card>
  );
}

/** The list of the catalog answers with an item's facts beside its name; a choice without them is none. */
function readItem(choice: PickChoice): CatalogFacts | null {
  return 'kind' in choice && 'taxPercent' in choice ? (choice as PickChoice & CatalogFacts) : null;
}
