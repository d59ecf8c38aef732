import { describe, expect, it, test } from 'vitest';
import { defaultTexts } from './default-texts';
import { DOCUMENT_KINDS } from './document-kinds';
import { documentSnapshotSchema } from './document-snapshot';
import { fillPlaceholders, findUnknownPlaceholders, PLACEHOLDERS, type PlaceholderValues } from './placeholders';
import { sampleSnapshot } from './sample-snapshot';
import { documentTextsSchema } from './template.schema';

const values = Object.fromEntries(PLACEHOLDERS.map((name) => [name, `<${name}>`])) as PlaceholderValues;

test.each([
  ['Здравствуйте, {{client.name}}!', []],
  ['{{ number }} от {{date}}', []],
  ['{{client.nmae}} и {{total}}', ['client.nmae']],
  ['{{}}', ['']],
  ['{{client.name', ['{{']],
  ['client.name}}', ['}}']],
  ['{ client.name } и {{{total}}}', []],
  ['{{constructor}} {{__proto__}}', ['constructor', '__proto__']],
  ['{{x}} {{x}}', ['x']],
])('%s has unknown %j', (text, unknown) => expect(findUnknownPlaceholders(text)).toEqual(unknown));

describe('fillPlaceholders', () => {
  it('fills all of them once', () => {
    for (const name of PLACEHOLDERS) expect(fillPlaceholders(`a {{ ${name} }} b`, values)).toBe(`a <${name}> b`);
    expect(fillPlaceholders('{{client.name}}', { ...values, 'client.name': '{{total}} $& $1' })).toBe('{{total}} $& $1');
  });
});

describe('templates', () => {
  it.each(DOCUMENT_KINDS.flatMap((kind) => [[kind, 'ru'], [kind, 'en']] as const))('the first words of %s in %s are right', (kind, language) => {
    expect(documentTextsSchema.parse(defaultTexts(kind, language))).toEqual(defaultTexts(kind, language));
  });

  it.each([
    [{ introduction: 'Кому: {{client.nmae}}' }, 'introduction', 'errors.placeholder'],
    [{ title: '' }, 'title', 'errors.required'],
    [{ title: 'я'.repeat(151) }, 'title', 'errors.tooLong'],
    [{ language: 'de' }, 'language', 'errors.choice'],
  ])('%j is an error at %s', (changes, field, message) => {
    const result = documentTextsSchema.safeParse({ ...defaultTexts('QUOTE', 'ru'), ...changes });
    expect(result.error?.issues).toMatchObject([{ path: [field], message }]);
  });
});

describe('buildSnapshot', () => {
  it('keeps all that its schema knows, filled, and nothing else', () => {
    const snapshot = sampleSnapshot({ kind: 'INVOICE', language: 'ru', shift: 'смена', hour: 'ч', texts: { ...defaultTexts('INVOICE', 'ru'), terms: 'Итого {{total}}, {{balance}} — {{totalInWords}}' } });
    expect(documentSnapshotSchema.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    expect(snapshot.texts.terms.replace(/\s/g, ' ')).toBe('Итого 50 150 ₽, 40 150 ₽ — Пятьдесят тысяч сто пятьдесят рублей 00 копеек');
    expect(snapshot.lines[0]).toMatchObject({ factors: [{ count: '2', unit: 'смена', rate: '20000' }, { count: '1.5', unit: 'ч', rate: '2500' }], total: '43750.00' });
  });

  it('never speaks of costs and pay', () => {
    expect(JSON.stringify(sampleSnapshot({ kind: 'ACT', language: 'ru', shift: 'смена', hour: 'ч' }))).not.toMatch(/payRate|fuel|operators/);
  });
});
