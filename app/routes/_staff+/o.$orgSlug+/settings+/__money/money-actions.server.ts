import type { Submission } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { closeBooks, reopenBooks, type BooksRefusal } from '~/domain/books/close-books.server';
import { saveMoneyRules } from '~/domain/books/money-settings.server';
import { closeBooksSchema, moneySettingsSchema, reopenBooksSchema } from '~/domain/books/money-settings.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  page: string;
}

/** One form post of the settings of money; null for another intent. 409 somebody was faster, 422 wrong input. */
export async function runMoneyIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const context = { request, form, staff, page: `/o/${staff.org.slug}/settings/money` };
  switch (form.get('intent')) {
    case 'rules':
      return saveRules(context);
    case 'close':
      return close(context);
    case 'reopen':
      return reopen(context);
    default:
      return null;
  }
}

async function saveRules({ request, form, staff: { org, user }, page }: Context) {
  const submission = parseWithZod(form, { schema: moneySettingsSchema });
  if (submission.status !== 'success') return data({ kind: 'rules' as const, result: submission.reply(), current: null }, 422);
  const { version, ...rules } = submission.value;
  const done = await saveMoneyRules({ organizationId: org.id, userId: user.id, version, rules });
  if (!done.ok) return data({ kind: 'rules' as const, result: submission.reply(), current: done.current }, 409);
  const t = await getFixedT(request, 'settings');
  return redirectWithToast(page, { message: t('saved'), tone: 'success' });
}

async function close({ request, form, staff: { org, user }, page }: Context) {
  const submission = parseWithZod(form, { schema: closeBooksSchema });
  if (submission.status !== 'success') return data({ kind: 'books' as const, result: submission.reply() }, 422);
  const { through, seen } = submission.value;
  const done = await closeBooks({ organizationId: org.id, userId: user.id, seen }, through, localDay(new Date(), org.timeZone));
  if (!done.ok) return refuse(submission, done);
  const t = await getFixedT(request, 'money');
  return redirectWithToast(page, { message: t('settings.books.closed'), tone: 'success' });
}

async function reopen({ request, form, staff: { org, user }, page }: Context) {
  const submission = parseWithZod(form, { schema: reopenBooksSchema });
  if (submission.status !== 'success') return data({ kind: 'books' as const, result: submission.reply() }, 422);
  const { through, seen } = submission.value;
  const done = await reopenBooks({ organizationId: org.id, userId: user.id, seen }, through);
  if (!done.ok) return refuse(submission, done);
  const t = await getFixedT(request, 'money');
  return redirectWithToast(page, { message: t('settings.books.opened'), tone: 'success' });
}

/** Wrong days are an error at the field; the page that is drawn anew shows what somebody else did. */
function refuse(submission: Pick<Submission<unknown, string[]>, 'reply'>, { error }: BooksRefusal) {
  return data({ kind: 'books' as const, result: submission.reply({ fieldErrors: { through: [`errors.books.${error}`] } }) }, error === 'stale' ? 409 : 422);
}
