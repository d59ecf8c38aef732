import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import type { DocumentKind } from '~/domain/documents/document-kinds';
import { findUnknownPlaceholders } from '~/domain/documents/placeholders';
import { templateFormSchema } from '~/domain/documents/template.schema';
import { saveTemplate } from '~/domain/documents/templates.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** Saves the words of a kind: 400 with messages at the fields, 409 with the version that somebody saved meanwhile, or back to the list. */
export async function saveTemplateForm(request: Request, { org, user }: Staff, kind: DocumentKind) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: templateFormSchema });
  if (submission.status !== 'success') return data({ result: submission.reply(), current: null, unknown: unknownIn(form) }, 400);
  const { version, ...texts } = submission.value;
  const saved = await saveTemplate({ organizationId: org.id, userId: user.id }, { kind, version, texts });
  if (!saved.ok) return data({ result: submission.reply(), current: { version: saved.current.version, texts: saved.current.texts }, unknown: [] }, 409);
  const t = await getFixedT(request, 'documents');
  return redirectWithToast(`/o/${org.slug}/settings/documents`, { message: t('toast.templateSaved', { what: t(`kinds.${kind}`), version: saved.version }), tone: 'success' });
}

function unknownIn(form: FormData): string[] {
  return [...form.values()].flatMap((value) => (typeof value === 'string' ? findUnknownPlaceholders(value) : []));
}
