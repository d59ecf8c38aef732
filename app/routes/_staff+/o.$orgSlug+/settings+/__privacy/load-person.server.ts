import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { formatMoney } from '~/domain/money/money-text';
import { previewErasure } from '~/domain/privacy/erase-person.server';
import { findNamesakes, findPerson } from '~/domain/privacy/find-person.server';
import { findObstacles, type Obstacles } from '~/domain/privacy/obstacles.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { readPersonKey } from './person-key';

/** All that is held of a person, counted by an erasure that is taken back. */
export async function loadPerson(request: Request, { db, org, can }: Staff) {
  const params = new URL(request.url).searchParams;
  const key = readPersonKey(params);
  const person = key && (await findPerson(db, org.id, key));
  if (!key || !person) throw data(null, 404);
  const [t, language, namesakes, obstacles] = await Promise.all([getFixedT(request, 'personal-data'), getLanguage(request), findNamesakes(db, org.id, person), findObstacles(db, org.id, person)]);
  const canErase = Boolean(can('personalData', 'delete'));
  const preview = await previewErasure({ organizationId: org.id, key, locale: language, now: new Date() });
  const also = params.getAll('also');
  return {
    title: `${t('person.title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/personal-data`,
    known: [...person.emails, ...person.phones.map(sayPhone)],
    start: { contact: params.get('contact'), leads: params.getAll('lead') },
    also,
    namesakes: namesakes.map(({ id, name, emails, phones }) => ({ id, name, keys: [...emails, ...phones.map(sayPhone)].join(' · ') })),
    isErased: !preview.ok && preview.error === 'erased',
    lines: preview.ok ? preview.receipt.lines : [],
    ...presentObstacles(obstacles, `/o/${org.slug}/orders`, language),
    rights: { export: Boolean(can('personalData', 'create')), erase: canErase },
  };
}

function presentObstacles({ running, unpaid }: Obstacles, orders: string, language: string) {
  return {
    running: running.map(({ id, number }) => ({ number, to: `${orders}/${id}` })),
    unpaid: unpaid.map(({ id, number, balance, currency }) => ({ number, to: `${orders}/${id}`, balance: formatMoney(balance, currency, language) })),
  };
}
