import fc, { type Arbitrary } from 'fast-check';
import type { ApiDocument, JsonSchema } from '~/api/ground/examples';

const DEPTH_MAX = 5;
const TEXT_MAX = 60;

export interface Making {
  document: ApiDocument;
  /** Ids worth trying: there are rows of them. */
  ids: readonly string[];
}

/** Values that fit a schema, from the plain to the odd. */
export function arbitraryOf(schema: JsonSchema, making: Making, depth = 0): Arbitrary<unknown> {
  const inner = (part: JsonSchema) => arbitraryOf(part, making, depth + 1);
  if (schema.$ref) return inner(making.document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fc.oneof(...branches.map(inner));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts) as object);
  const types = [schema.type ?? (schema.properties ? 'object' : 'string')].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, making, depth)));
}

function ofType(type: string, schema: JsonSchema, making: Making, depth: number): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? (schema.exclusiveMinimum === undefined ? -2_147_483_648 : schema.exclusiveMinimum + 1), max: schema.maximum ?? 2_147_483_647 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'array':
      if (depth > DEPTH_MAX && !schema.minItems) return fc.constant([]);
      return fc.array(arbitraryOf(schema.items ?? {}, making, depth + 1), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, Math.max(schema.minItems ?? 0, 4)) });
    case 'object':
      return ofObject(schema, making, depth);
    default:
      return ofText(schema, making);
  }
}

function ofObject({ properties = {}, required = [], additionalProperties }: JsonSchema, making: Making, depth: number): Arbitrary<unknown> {
  const record = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property, making, depth + 1)]));
  const known = fc.record(record, { requiredKeys: required.filter((name) => name in record) });
  if (typeof additionalProperties !== 'object' || Object.keys(properties).length > 0) return known;
  return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), arbitraryOf(additionalProperties, making, depth + 1), { maxKeys: 3 });
}

function ofText({ format, pattern, example, minLength = 0, maxLength = pattern ? Infinity : TEXT_MAX }: JsonSchema, { ids }: Making): Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const usual = typeof example === 'string' && fits(example) ? [fc.constant(example)] : [];
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
  if (format === 'date') return fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'email') return fc.oneof(...usual, fc.emailAddress());
  if (format === 'uri') return fc.oneof(...usual, fc.webUrl());
  if (pattern) return fc.oneof(...usual, fc.stringMatching(new RegExp(pattern)).filter(fits));
  const most = Math.min(maxLength, TEXT_MAX);
  return fc.oneof(...usual, fc.string({ minLength, maxLength: most, unit: 'grapheme' }).filter(fits), fc.constant('x'.repeat(maxLength === Infinity ? most : Math.max(minLength, Math.min(maxLength, 5_000)))));
}

export interface Broken {
  body: unknown;
  /** What was done to it. */
  how: string;
}

/** Ways to spoil an object that fits the schema, each so that it does not fit any more. */
export function spoil(body: Record<string, unknown>, schema: JsonSchema, document: ApiDocument): Broken[] {
  const { properties = {}, required = [], additionalProperties } = resolve(schema, document);
  const broken: Broken[] = [
    { body: [], how: 'a list' },
    { body: 'text', how: 'text' },
    { body: null, how: 'null' },
  ];
  if (additionalProperties === false) broken.push({ body: { ...body, surelyUnknown: 1 }, how: 'an unknown name' });
  for (const name of required) broken.push({ body: Object.fromEntries(Object.entries(body).filter(([key]) => key !== name)), how: `without ${name}` });
  for (const [name, property] of Object.entries(properties)) {
    const plain = resolve(property, document);
    const put = (value: unknown, how: string) => broken.push({ body: { ...body, [name]: value }, how: `${name} ${how}` });
    put({ deep: { deeper: [] } }, 'an object of another kind');
    put(1e300, 'a huge number');
    if ([plain.type].flat().includes('string')) {
      if (plain.maxLength !== undefined) put('x'.repeat(plain.maxLength + 1), 'too long');
      if (plain.enum) put('SURELY_UNKNOWN', 'not among the choices');
      if (plain.format === 'uuid') put('not-an-id', 'no id');
      if (plain.pattern) put('\u0000 not that', 'of another form');
    }
    if ([plain.type].flat().includes('array')) put(Array.from({ length: (plain.maxItems ?? 1_000) + 1 }, () => null), 'too many');
  }
  return broken;
}

/** The schema behind a reference. */
export function resolve(schema: JsonSchema, document: ApiDocument): JsonSchema {
  return schema.$ref ? resolve(document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, document) : schema;
}
