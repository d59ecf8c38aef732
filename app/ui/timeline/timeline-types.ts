import type { LoggedKind } from '~/domain/activities/activity-kinds';

/** One line of a history, in the reader's words. */
export interface TimelineEntry {
  id: string;
  kind: LoggedKind | 'SYSTEM';
  version: number;
  author: string;
  title: string;
  body: string | null;
  durationMin: number | null;
  at: string;
  exact: string;
  /** On a contact: the deal or request that the line belongs to. */
  origin: { label: string; to: string } | null;
  isEdited: boolean;
  canEdit: boolean;
  canDelete: boolean;
}

export interface TimelineData {
  /** Of the record: drafts are kept under it. */
  key: string;
  entries: TimelineEntry[];
  /** Ways to see only one kind; each with the search of its address. */
  filters: { value: string; search: string; isCurrent: boolean }[];
  isFiltered: boolean;
  earlier: string | null;
  latest: string | null;
  mayLog: boolean;
  /** Now as an input of the type datetime-local wants it, in the organisation's zone. */
  latestTime: string;
}

/** What an intent answers when it did nothing: what was typed stays. */
export interface TimelineAnswer {
  /** `log`, or the id of the entry that was to be changed. */
  form: string;
  typed: { kind: string; body: string; durationMin: string; occurredAt: string };
  /** Keys of messages by field, in the namespace `activities`. */
  errors: Partial<Record<'kind' | 'body' | 'durationMin' | 'occurredAt', string[]>>;
  /** Somebody was faster; the version lets a second save through. */
  conflict?: { version: number; now: string };
}
