import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRANCH_STEPS, CATEGORY_DEPTH_MAX, moveBranch, pathOf, showTree, withBranches, type Branch, type BranchMove } from './category-tree';

/*  a, b (b1, b2 (b21)), c  */
const tree: Branch[] = [
  { id: 'a', parentId: null, name: 'A' },
  { id: 'b', parentId: null, name: 'B' },
  { id: 'c', parentId: null, name: 'C' },
  { id: 'b1', parentId: 'b', name: 'B1' },
  { id: 'b2', parentId: 'b', name: 'B2' },
  { id: 'b21', parentId: 'b2', name: 'B21' },
];

/** The list after a move, as the database would give it back. */
function apply(branches: readonly Branch[], move: BranchMove): Branch[] {
  const place = moveBranch(branches, move);
  if (!place || place === 'circle' || place === 'tooDeep') return [...branches];
  const moved = place.siblings.flatMap((id) => branches.find((branch) => branch.id === id) ?? []).map((branch) => ({ ...branch, parentId: place.parentId }));
  return [...branches.filter(({ id }) => !place.siblings.includes(id)), ...moved];
}

const drawn = (branches: readonly Branch[]) => showTree(branches).map(({ id, depth }) => '·'.repeat(depth) + id).join(' ');

describe('the tree of categories', () => {
  it('is shown from top to bottom', () => {
    expect(drawn(tree)).toBe('a b ·b1 ·b2 ··b21 c');
    expect(showTree(tree)[0]?.can).toEqual({ up: false, down: true, in: false, out: false });
    expect(withBranches(tree, 'b')).toEqual(['b', 'b1', 'b2', 'b21']);
    expect(pathOf(tree, 'b21')).toEqual(['B', 'B2', 'B21']);
    expect(pathOf(tree, 'x')).toEqual([]);
  });

  it.each<[BranchMove, string]>([
    [{ id: 'b', step: 'up' }, 'b ·b1 ·b2 ··b21 a c'],
    [{ id: 'b', step: 'down' }, 'a c b ·b1 ·b2 ··b21'],
    [{ id: 'a', step: 'up' }, 'a b ·b1 ·b2 ··b21 c'],
    [{ id: 'c', step: 'down' }, 'a b ·b1 ·b2 ··b21 c'],
    [{ id: 'c', step: 'in' }, 'a b ·b1 ·b2 ··b21 ·c'],
    [{ id: 'a', step: 'in' }, 'a b ·b1 ·b2 ··b21 c'],
    [{ id: 'b1', step: 'out' }, 'a b ·b2 ··b21 b1 c'],
    [{ id: 'a', step: 'out' }, 'a b ·b1 ·b2 ··b21 c'],
    [{ id: 'c', target: 'a', inside: false }, 'c a b ·b1 ·b2 ··b21'],
    [{ id: 'c', target: 'b2', inside: true }, 'a b ·b1 ·b2 ··b21 ··c'],
    [{ id: 'b21', target: 'b1', inside: false }, 'a b ·b21 ·b1 ·b2 c'],
    [{ id: 'b1', target: '', inside: true }, 'a b ·b2 ··b21 c b1'],
    [{ id: 'c', target: 'c', inside: false }, 'a b ·b1 ·b2 ··b21 c'],
  ])('%o → %s', (move, expected) => {
    expect(drawn(apply(tree, move))).toBe(expected);
  });

  it.each<BranchMove>([
    { id: 'b', target: 'b', inside: true },
    { id: 'b', target: 'b21', inside: true },
    { id: 'b', target: 'b1', inside: false },
  ])('never goes round in a circle: %o', (move) => {
    expect(moveBranch(tree, move)).toBe('circle');
  });

  it('has no more levels than lists can walk, also when a whole branch is moved', () => {
    const chain = Array.from({ length: CATEGORY_DEPTH_MAX - 1 }, (_one, at): Branch => ({ id: `d${at}`, parentId: at ? `d${at - 1}` : null, name: `D${at}` }));
    const deep = [...chain, ...tree];
    const last = chain.at(-1)?.id ?? '';
    expect(moveBranch(deep, { id: 'a', target: last, inside: true })).toMatchObject({ parentId: last });
    expect(moveBranch(deep, { id: 'b2', target: last, inside: true })).toBe('tooDeep');
    expect(moveBranch(deep, { id: 'd0', target: 'b', inside: true })).toMatchObject({ parentId: 'b' });
    expect(moveBranch(deep, { id: 'd0', target: 'b2', inside: true })).toBe('tooDeep');
  });

  it('knows nothing of others', () => {
    expect(moveBranch(tree, { id: 'x', step: 'up' })).toBeNull();
    expect(moveBranch(tree, { id: 'a', target: 'x', inside: true })).toBeNull();
  });

  it('keeps every branch once and reachable, whatever is moved where', () => {
    const ids = tree.map(({ id }) => id);
    const move = fc.oneof(
      fc.record({ id: fc.constantFrom(...ids), step: fc.constantFrom(...BRANCH_STEPS) }),
      fc.record({ id: fc.constantFrom(...ids), target: fc.constantFrom('', ...ids), inside: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const after = moves.reduce<Branch[]>((branches, one) => apply(branches, one), tree);
        expect(showTree(after).map(({ id }) => id).sort()).toEqual([...ids].sort());
      }),
    );
  });
});
