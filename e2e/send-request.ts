const hiddenInput = /<input[^>]*type="hidden"[^>]*>/g;
const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const unescape = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** A rendered form as a program sees it: its hidden values and the ids of its services. */
export interface FormPage {
  url: string;
  hidden: Record<string, string>;
  serviceIds: string[];
}

/** Opens the public form at `url` without a browser. */
export async function openForm(url: string): Promise<FormPage> {
  const response = await fetch(url, { headers: { 'Accept-Language': 'ru' } });
  const html = await response.text();
  const form = /<form[^>]*data-collect[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const hidden = Object.fromEntries([...form.matchAll(hiddenInput)].map(([tag]) => [attribute(tag, 'name'), unescape(attribute(tag, 'value'))]));
  const select = /<select[^>]*name="serviceId"[\s\S]*?<\/select>/.exec(form)?.[0] ?? '';
  const serviceIds = [...select.matchAll(/<option[^>]*value="([^"]+)"/g)].map((match) => match[1] ?? '');
  return { url, hidden, serviceIds };
}

/** Sends an opened form and does not follow the redirect. Undefined fields are left out. */
export function sendForm(page: FormPage, fields: Record<string, string | Blob | undefined> = {}): Promise<Response> {
  const body = new FormData();
  const values = {
    firstName: 'Анна',
    lastName: 'Кузнецова',
    email: 'anna@example.test',
    serviceId: page.serviceIds[0] ?? '',
    privacyConsent: 'on',
    ...page.hidden,
    ...fields,
  };
  for (const [name, value] of Object.entries(values)) if (value !== undefined) body.append(name, value);
  return fetch(page.url, { method: 'POST', body, redirect: 'manual' });
}
