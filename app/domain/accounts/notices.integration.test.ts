import { expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { db } from '~/platform/db.server';
import { listMemberships, setNotices } from './members.server';
import { noticesFor } from './notices';

it('are switched where the role offers them, and stay as they are elsewhere', async () => {
  const [seller, operator] = [await makeOrganization(db), await makeOrganization(db)];
  const { user } = await makeMember(db, { organizationId: seller.id, role: 'SALES' });
  await makeMember(db, { organizationId: operator.id, role: 'OPERATOR', userId: user.id });
  await setNotices(user.id, { leads: [], tasks: [operator.id], orders: [seller.id] });
  const places = new Map((await listMemberships(user.id)).map(({ organizationId, role, notices }) => [organizationId, { offered: noticesFor(role), notices }]));
  expect(places.get(seller.id)).toEqual({ offered: ['leads', 'tasks', 'orders'], notices: { leads: false, tasks: false, orders: true } });
  expect(places.get(operator.id)).toEqual({ offered: ['tasks', 'orders'], notices: { leads: true, tasks: true, orders: false } });
});
