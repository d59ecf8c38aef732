import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { requireStaff } from '~/domain/accounts/guard.server';
import { saveSettings, type SettingsChange } from '~/domain/organizations/settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** Parses and saves one section: 400 with messages, 409 with the settings as they are now, or back to the page with a toast. */
export async function saveSection<S extends z.ZodType>(args: ActionFunctionArgs, schema: S, toChange: (value: z.output<S>) => SettingsChange) {
  const { org, user } = await requireStaff(args, 'organization', 'update');
  const submission = parseWithZod(await args.request.formData(), { schema });
  if (submission.status !== 'success') return data({ result: submission.reply(), current: null }, 400);
  const saved = await saveSettings({ organizationId: org.id, userId: user.id }, toChange(submission.value));
  if (!saved.ok) return data({ result: submission.reply(), current: saved.current }, 409);
  const t = await getFixedT(args.request, 'settings');
  return redirectWithToast(new URL(args.request.url).pathname, { message: t('saved'), tone: 'success' });
}
