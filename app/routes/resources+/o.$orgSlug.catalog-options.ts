import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseKind } from '~/domain/catalog/item-kinds';
import { searchCatalog } from '~/domain/catalog/list-items.server';
import { sayPrices } from '~/domain/catalog/say-price';
import { getFixedT, getLanguage } from '~/platform/i18n.server';

const OFFERED = 20;
const QUERY_MAX = 100;

/** Items for sale for a picker, with all that the line of an order copies. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'catalog', 'read');
  const params = new URL(args.request.url).searchParams;
  const q = (params.get('q') ?? '').replaceAll('\0', '').slice(0, QUERY_MAX);
  const kinds = params.getAll('kind').flatMap((kind) => parseKind(kind) ?? []);
  const [items, t, language] = await Promise.all([
    searchCatalog(db, { organizationId: org.id, q, kinds: kinds.length > 0 ? kinds : null, limit: OFFERED }),
    getFixedT(args.request, 'catalog'),
    getLanguage(args.request),
  ]);
  const say = { currency: org.currency, language, words: { shift: t('per.shift'), hour: t('per.hour') } };
  return Response.json({ options: items.map((item) => ({ ...item, label: item.name, detail: [item.code, sayPrices(item, say)].filter(Boolean).join(' · ') })) });
}
