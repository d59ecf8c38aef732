import { expect, it } from 'vitest';
import { ACTIONS, PERSONAL_INTENTS, RESOURCE_ACTIONS } from '../../e2e/permission-table';
import { OPERATIONS } from './operations';

/** Forms that exist because a browser keeps nothing between pages, or that only order what a person looks at. */
const ONLY_A_PAGE_NEEDS: Record<string, string> = {
  'profile passkey-begin': "a passkey is made by the browser and the person's device",
  'profile passkey-add': "a passkey is made by the browser and the person's device",
};

/** Every form of the interface, as operations name them. */
const forms = [
  ...ACTIONS.map(({ path, intent }) => (intent === null ? path : `${path} ${intent}`)),
  ...Object.keys(RESOURCE_ACTIONS),
  ...PERSONAL_INTENTS.map((intent) => `profile ${intent}`),
];
const claimed = new Set(OPERATIONS.flatMap(({ spec }) => spec.does ?? []));

it('does everything that the interface does', () => {
  expect([...new Set(forms)].filter((form) => !claimed.has(form) && !(form in ONLY_A_PAGE_NEEDS))).toEqual([]);
});

it('claims no form that is not there', () => {
  expect([...claimed, ...Object.keys(ONLY_A_PAGE_NEEDS)].filter((form) => !forms.includes(form))).toEqual([]);
});
