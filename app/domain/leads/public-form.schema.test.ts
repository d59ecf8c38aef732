import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FORM_SECTIONS, formFields } from './form-fields';
import { publicFormSchema } from './public-form.schema';

const filled = {
  firstName: 'Анна',
  lastName: 'Иванова',
  email: 'anna@example.ru',
  serviceId: '0198c0de-0000-7000-8000-000000000001',
  privacyConsent: 'on',
};

function send(change: Record<string, string>, without: string[] = []) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...filled, ...change })) {
    if (!without.includes(name)) data.set(name, value);
  }
  const submission = parseWithZod(data, { schema: publicFormSchema });
  return submission.status === 'success' ? { value: submission.value } : { errors: submission.error ?? {} };
}

describe('publicFormSchema', () => {
  it('makes the row of the least that may be sent', () => {
    expect(send({ companySize: '', phone: ' ', comments: '\r\n ', source: 'dropped' }).value).toEqual({
      firstName: 'Анна',
      lastName: 'Иванова',
      middleName: null,
      email: 'anna@example.ru',
      phone: null,
      serviceId: filled.serviceId,
      businessInfo: null,
      businessNiche: null,
      companySize: null,
      budget: null,
      deadline: null,
      convenientTime: null,
      preferredContactMethod: null,
      comments: null,
      privacyConsent: true,
      behaviorConsent: false,
    });
  });

  test.each([
    ['firstName', '  Анна\t\nМария ', 'Анна Мария'],
    ['firstName', 'Ан\u0000на\u0007\u202e', 'Анна'],
    ['firstName', 'и\u0306', 'й'],
    ['firstName', '<b>Анна</b>', '<b>Анна</b>'],
    ['lastName', "'; DROP TABLE \"Lead\";--", "'; DROP TABLE \"Lead\";--"],
    ['lastName', '🙂👨‍👩‍👧', '🙂👨‍👩‍👧'],
    ['lastName', 'שלום', 'שלום'],
    ['middleName', 'a\ud800', 'a\ufffd'],
    ['email', ' Anna@Example.RU ', 'anna@example.ru'],
    ['phone', '8 (999) 123-45-67', '+79991234567'],
    ['phone', '+375 29 123-45-67', '+375291234567'],
    ['comments', 'раз\r\nдва\tтри\u0000\r\n', 'раз\nдва\tтри'],
    ['budget', '1,5 млн', '1,5 млн'],
    ['companySize', '500+', '500+'],
    ['deadline', '2-3m', '2-3m'],
    ['preferredContactMethod', 'telegram', 'telegram'],
    ['behaviorConsent', 'on', true],
    ['comments', `${'я\r\n'.repeat(2500)}`, 'я\n'.repeat(2500).trim()],
  ] as const)('%s %j is kept as %j', (name, typed, kept) => {
    expect(send({ [name]: typed }).value?.[name]).toBe(kept);
  });

  test.each([
    ['firstName', '', 'errors.required'],
    ['firstName', ' \u0000\u200b\t', 'errors.required'],
    ['lastName', 'я'.repeat(101), 'errors.tooLong'],
    ['middleName', 'я'.repeat(101), 'errors.tooLong'],
    ['email', '', 'errors.required'],
    ['email', 'anna', 'errors.email'],
    ['email', `${'a'.repeat(250)}@b.ru.example`, 'errors.tooLong'],
    ['phone', '12', 'errors.phone'],
    ['phone', '8'.repeat(21), 'errors.tooLong'],
    ['serviceId', '', 'errors.required'],
    ['serviceId', '1 OR 1=1', 'errors.choice'],
    ['businessInfo', 'я'.repeat(5001), 'errors.tooLong'],
    ['businessNiche', 'я'.repeat(101), 'errors.tooLong'],
    ['companySize', '7', 'errors.choice'],
    ['budget', '1'.repeat(101), 'errors.tooLong'],
    ['deadline', 'constructor', 'errors.choice'],
    ['convenientTime', 'я'.repeat(101), 'errors.tooLong'],
    ['preferredContactMethod', 'fax', 'errors.choice'],
    ['comments', 'я'.repeat(5001), 'errors.tooLong'],
    ['privacyConsent', '', 'errors.consent'],
    ['privacyConsent', 'yes', 'errors.consent'],
    ['behaviorConsent', 'yes', 'errors.choice'],
  ])('%s refuses %j', (name, typed, message) => {
    expect(send({ [name]: typed }).errors).toEqual({ [name]: [message] });
  });

  it('names everything that is missing', () => {
    const errors = send({}, Object.keys(filled)).errors;
    expect(errors).toEqual({
      firstName: ['errors.required'],
      lastName: ['errors.required'],
      email: ['errors.required'],
      serviceId: ['errors.required'],
      privacyConsent: ['errors.consent'],
    });
  });

  it('never throws and never keeps a control character', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(typed, typed, (name, text) => {
        const { value } = send({ firstName: name, comments: text, phone: text, companySize: text });
        expect(`${value?.firstName}${value?.comments?.replace(/[\n\t]/g, '')}`).not.toMatch(/\p{Cc}|\p{Cs}/u);
      }),
    );
  });
});

describe('form fields', () => {
  it('are the fields of the schema and the files, each once', () => {
    const names = formFields.map((field) => field.name);
    expect([...names].sort()).toEqual([...Object.keys(publicFormSchema.shape), 'files'].sort());
    expect(FORM_SECTIONS.map((section) => section.key)).toEqual(['contact', 'company', 'task', 'details']);
  });

  test.each(formFields.filter((field) => field.name !== 'files'))('$name has the constraints of the schema', (field) => {
    const constraint = getZodConstraint(publicFormSchema)[field.name];
    expect({ required: field.required ?? false, maxLength: field.maxLength }).toEqual({
      required: constraint?.required ?? false,
      maxLength: constraint?.maxLength,
    });
  });
});
