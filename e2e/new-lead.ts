import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { openForm, sendForm } from './send-request';

/** A person fills the form in no faster; quicker ones go to quarantine. */
const FILLING_MS = 3_200;

/** Waits until a form that was opened then can have been filled in by a person. */
export async function fillInTime(opened: number): Promise<void> {
  await expect.poll(() => Date.now() - opened, { timeout: 10_000 }).toBeGreaterThan(FILLING_MS);
}

/** Lets a visitor's request arrive in the demo organisation, as a person would have sent it. `statePage` is the address of the client's own page. */
export async function arriveLead(baseURL: string, fields: Record<string, string> = {}): Promise<{ lastName: string; statePage: string }> {
  const code = randomUUID().slice(0, 8);
  const lastName = `Тестова-${code}`;
  const page = await openForm(`${baseURL}/`);
  const opened = Date.now();
  await fillInTime(opened);
  const response = await sendForm(page, { lastName, email: `${code}@example.test`, ...fields });
  expect(response.status).toBe(303);
  return { lastName, statePage: response.headers.get('Location') ?? '' };
}

/** A request that belongs in the first row: 40 + 30 + 30 points. */
export const HOTTEST = { budget: '9 млн', companySize: '500+', deadline: '1w' };
