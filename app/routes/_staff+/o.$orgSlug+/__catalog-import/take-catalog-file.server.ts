import { data, type ActionFunctionArgs } from '@remix-run/node';
import { requireStaff, type Staff } from '~/domain/accounts/guard.server';
import { importItems, ITEM_IMPORT_LIMITS } from '~/domain/catalog/exchange/import-items.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { UnreadableFileError } from '~/domain/imports/import-limits';
import { readTable } from '~/domain/imports/read-table.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { FormBodyError, readFormBody, type Upload } from '~/platform/http/multipart.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { presentPlan, presentProblems } from './present-import.server';

const KILOBYTE = 1024;
const BODY_LIMITS = { fieldBytes: 4 * KILOBYTE, textBytes: 16 * KILOBYTE, files: 1, fileBytes: ITEM_IMPORT_LIMITS.maxBytes };

/** Checks an uploaded table (`check`) or brings it into the catalog (`load`). */
export async function takeCatalogFile(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'catalog', 'create');
  const body = await readFormBody(args.request, BODY_LIMITS).catch((error: unknown) => {
    throw error instanceof FormBodyError ? new Response(error.message, { status: error.status }) : error;
  });
  try {
    const intent = body.fields.get('intent');
    if (intent !== 'check' && intent !== 'load') throw data(null, 400);
    const t = await getFixedT(args.request, 'catalog-import');
    const refuse = (problem: string, row?: number) => data({ error: t(`file.${problem}`, { row }), plan: null, problems: null }, 422);
    if (body.tooLarge.length > 0) return refuse('tooLarge');
    const file = body.uploads.find(({ field, size }) => field === 'file' && size > 0);
    if (!file) return refuse('missing');
    return await run({ staff, file, isTrial: intent === 'check', t }).catch((error: unknown) => {
      if (error instanceof UnreadableFileError) return refuse(error.problem, error.row);
      throw error;
    });
  } finally {
    await body.dispose();
  }
}

async function run({ staff, file, isTrial, t }: { staff: Staff; file: Upload; isTrial: boolean; t: Awaited<ReturnType<typeof getFixedT>> }) {
  const { db, org, user } = staff;
  const [table, fields, { defaultTaxPercent }] = await Promise.all([readTable(file, ITEM_IMPORT_LIMITS), listCustomFields(db, 'ITEM'), findWorkRules(db)]);
  const customFields = activeFields(fields);
  const result = await importItems({ actor: { organizationId: org.id, userId: user.id }, table, customFields, defaultTaxPercent, isTrial, now: new Date() });
  if (!result.ok) {
    if (result.error === 'noHead') return data({ error: t('file.noHead'), plan: null, problems: null }, 422);
    return data({ error: null, plan: null, problems: presentProblems(result.problems, customFields, t) }, 422);
  }
  if (isTrial) return data({ error: null, plan: presentPlan(result, { heads: table[0]?.cells ?? [], customFields, t }), problems: null });
  const { created, updated, same } = result;
  const message = created + updated > 0 ? t('done', { created, updated, same }) : t('doneSame', { same });
  return redirectWithToast(`/o/${org.slug}/catalog`, { tone: 'success', message });
}
