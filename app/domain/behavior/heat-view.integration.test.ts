import { describe, expect, it } from 'vitest';
import { orgDb } from '~/platform/db.server';
import { makeForm, send } from '../../../test/collect';
import { parseHeatFilter } from './behavior-filter';
import { ensureFormVersion } from './form-version.server';
import { chooseHeat, loadHeatCells, loadHeatPictures } from './heat-view.server';
import { localDay } from './local-day';
import { formTrackKeys } from '../leads/form-track-keys';

const filterOf = (search: string) => parseHeatFilter(new URLSearchParams(search), localDay(new Date(), 'Europe/Moscow'));

describe('the heatmap', () => {
  it('takes the current version and the screen with the most views when nothing is chosen', async () => {
    const { organization } = await makeForm();
    const current = await ensureFormVersion(organization.id, formTrackKeys);
    const view = (breakpoint: string, day = new Date()) => ({ id: crypto.randomUUID(), organizationId: organization.id, formVersion: current, breakpoint, day });
    await orgDb(organization.id).formView.createMany({ data: [view('xl'), view('xs'), view('xs')] });
    const { query, screens, versions } = await chooseHeat(organization.id, filterOf('version=no-such'));
    expect(query).toMatchObject({ version: current, breakpoint: 'xs', kind: 'click', segment: 'all' });
    expect(screens.map(({ views }) => views)).toEqual([2, 0, 0, 0, 1]);
    expect(versions.filter(({ isCurrent }) => isCurrent).map(({ version }) => version)).toEqual([current]);
    expect((await chooseHeat(organization.id, filterOf('kind=move&width=md'))).query).toMatchObject({ breakpoint: 'md', kind: 'move' });
  });

  it('has a picture and cells for each element with points, and says its sums', async () => {
    const { organization, version, makeBatch } = await makeForm();
    await send(makeBatch({ points: [['md', 'click', 'email', [0, 0, 65_535]], ['md', 'click', 'comments', [257]]] }));
    const filter = filterOf(`width=md&kind=click&version=${version}`);
    const { points, elements, pictures, legend } = await loadHeatPictures(organization.id, filter);
    expect(points).toBe(4);
    expect(elements).toEqual([{ key: 'email', count: 3, share: 0.75 }, { key: 'comments', count: 1, share: 0.25 }]);
    expect(Object.keys(pictures).sort()).toEqual(['comments', 'email']);
    expect(pictures.email).toMatch(/^data:image\/png;base64,/);
    expect(legend.at(-1)?.count).toBeGreaterThanOrEqual(1);
    const { elements: cells } = await loadHeatCells(organization.id, filter);
    expect(cells.find(({ key }) => key === 'email')).toEqual({ key: 'email', points: 3, size: 256, cells: [0, 2, 65_535, 1] });
  });

  it('shows nothing of another organisation', async () => {
    const [mine, theirs] = [await makeForm(), await makeForm()];
    await send(theirs.makeBatch({ points: [['md', 'move', 'email', [5]]] }));
    const { points, pictures } = await loadHeatPictures(mine.organization.id, filterOf(`width=md&kind=move&version=${theirs.version}`));
    expect([points, Object.keys(pictures)]).toEqual([0, []]);
  });
});
