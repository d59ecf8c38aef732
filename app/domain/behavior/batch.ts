import type { CollectBatch, ElementCounts } from '~/browser/collector';
import { GRID_SIZE, type HeatKind } from './cells';

export const BREAKPOINTS = ['xs', 'sm', 'md', 'lg', 'xl'] as const;
export type Breakpoint = (typeof BREAKPOINTS)[number];

/** Points of one element under one breakpoint; a cell that was met twice stands there twice. */
export type HeatPoints = [breakpoint: Breakpoint, kind: HeatKind, elementKey: string, cells: number[]];
export type ElementFigures = [elementKey: string, ...ElementCounts];

/** What a batch adds; the part of it that sending and withdrawal must be able to find again. */
export interface BatchContent {
  points: HeatPoints[];
  elements: ElementFigures[];
  hesitationMs: number;
}

/** A batch that can be trusted in shape, not in truth. */
export interface ParsedBatch extends BatchContent {
  /** Slug or id. */
  organization: string;
  viewId: string;
  formVersion: string;
  load: number;
  seq: number;
  breakpoint: Breakpoint;
  activeMs: number;
  section: number;
  started: boolean;
  lastField: string | null;
  consent: boolean | null;
}

/** `status` 400: not a batch at all; 422: the field named has a value that cannot be. */
export type ParseResult = { batch: ParsedBatch } | { status: 400 | 422; error: string; field?: string };

export const MAX_ACTIVE_MS = 86_400_000;
/** Of one batch. */
export const BATCH_LIMITS = { count: 200, elements: 200, points: 8_000, section: 100, sequence: 2_147_483_647 } as const;
const { count: MAX_COUNT, elements: MAX_ELEMENTS, points: MAX_POINTS, section: MAX_SECTION, sequence: MAX_INT } = BATCH_LIMITS;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Of an element of the form. */
export const ELEMENT_KEY = /^[\w.:-]{1,40}$/;
const SLUG = /^[\w-]{1,60}$/;
export const FORM_VERSION = /^[\w.-]{1,16}$/;
const REQUIRED = ['org', 'view', 'form', 'load', 'n', 'breakpoint', 'activeMs'] as const;

class FieldError extends Error {
  constructor(readonly field: string, reason: string) {
    super(reason);
  }
}

/** Reads the body of POST /collect. Checked by hand: this runs thousands of times a second. Never throws. */
export function parseBatch(text: string): ParseResult {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { status: 400, error: 'the body is not JSON' };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { status: 400, error: 'the body is not an object' };
  const raw = body as Partial<Record<keyof CollectBatch, unknown>>;
  const missing = REQUIRED.find((name) => raw[name] === undefined);
  if (missing) return { status: 400, error: `${missing} is missing`, field: missing };
  try {
    return { batch: readBatch(raw) };
  } catch (error) {
    if (error instanceof FieldError) return { status: 422, error: error.message, field: error.field };
    throw error;
  }
}

function readBatch(raw: Partial<Record<keyof CollectBatch, unknown>>): ParsedBatch {
  return {
    organization: text('org', raw.org, SLUG),
    viewId: text('view', raw.view, UUID).toLowerCase(),
    formVersion: text('form', raw.form, FORM_VERSION),
    load: whole('load', raw.load, Number.MAX_SAFE_INTEGER),
    seq: whole('n', raw.n, MAX_INT),
    breakpoint: breakpoint('breakpoint', raw.breakpoint),
    activeMs: whole('activeMs', raw.activeMs, MAX_ACTIVE_MS),
    section: raw.section === undefined ? 0 : whole('section', raw.section, MAX_SECTION),
    started: flag('started', raw.started) ?? false,
    lastField: raw.lastField == null ? null : text('lastField', raw.lastField, ELEMENT_KEY),
    hesitationMs: raw.hesitationMs === undefined ? 0 : whole('hesitationMs', raw.hesitationMs, MAX_ACTIVE_MS),
    consent: flag('consent', raw.consent),
    points: readPoints(raw.points),
    elements: readElements(raw.elements),
  };
}

function readPoints(value: unknown): HeatPoints[] {
  let total = 0;
  return list('points', value).map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 4) throw new FieldError('points', 'each entry has four parts');
    const [screen, kind, key, cells] = entry as unknown[];
    if (kind !== 'move' && kind !== 'click') throw new FieldError('points', 'the kind is move or click');
    const count = GRID_SIZE[kind] ** 2;
    if (!Array.isArray(cells) || (total += cells.length) > MAX_POINTS) throw new FieldError('points', `at most ${MAX_POINTS} points`);
    for (const cell of cells as unknown[]) {
      if (!Number.isInteger(cell) || (cell as number) < 0 || (cell as number) >= count) {
        throw new FieldError('points', `a cell is a whole number below ${count}`);
      }
    }
    return [breakpoint('points', screen), kind, text('points', key, ELEMENT_KEY), cells as number[]];
  });
}

function readElements(value: unknown): ElementFigures[] {
  return list('elements', value).map((entry) => {
    if (!Array.isArray(entry) || entry.length !== 8) throw new FieldError('elements', 'each entry has eight parts');
    const [key, clicks, reached, timeMs, ...counts] = entry as unknown[];
    const [corrections, errors, rage, dead] = counts.map((count) => whole('elements', count, MAX_COUNT)) as [number, number, number, number];
    return [
      text('elements', key, ELEMENT_KEY), whole('elements', clicks, MAX_COUNT), whole('elements', reached, 1),
      whole('elements', timeMs, MAX_ACTIVE_MS), corrections, errors, rage, dead,
    ];
  });
}

function list(field: string, value: unknown): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MAX_ELEMENTS) throw new FieldError(field, `is a list of at most ${MAX_ELEMENTS}`);
  return value;
}

function text(field: string, value: unknown, shape: RegExp): string {
  if (typeof value !== 'string' || !shape.test(value)) throw new FieldError(field, 'has a wrong shape');
  return value;
}

function whole(field: string, value: unknown, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw new FieldError(field, `is a whole number from 0 to ${max}`);
  }
  return value;
}

function flag(field: string, value: unknown): boolean | null {
  if (value == null) return null;
  if (typeof value !== 'boolean') throw new FieldError(field, 'is true or false');
  return value;
}

function breakpoint(field: string, value: unknown): Breakpoint {
  const known = BREAKPOINTS.find((name) => name === value);
  if (!known) throw new FieldError(field, `a breakpoint is one of ${BREAKPOINTS.join(', ')}`);
  return known;
}
