/** A category as a list of them holds it; those of one parent stand in their order. */
export interface Branch {
  id: string;
  parentId: string | null;
  name: string;
}

/** So many levels a tree may have: every list and picker walks it from the root. */
export const CATEGORY_DEPTH_MAX = 10;

/** A category in the order in which a tree shows it. */
export type ShownBranch<B extends Branch> = B & {
  /** 0 for the roots. */
  depth: number;
  /** Whether buttons can bring it there. */
  can: Record<BranchStep, boolean>;
};

export const BRANCH_STEPS = ['up', 'down', 'in', 'out'] as const;
/** One place up or down among its siblings; into the sibling above; out, to stand behind its parent. */
export type BranchStep = (typeof BRANCH_STEPS)[number];

export type BranchMove =
  | { id: string; step: BranchStep }
  /** Dropped in front of another one, or (`inside`) as its last branch; `target` empty: to the end of the roots. */
  | { id: string; target: string; inside: boolean };

/** Where a branch goes: its new parent and all branches there in their new order, itself among them. */
export interface NewPlace {
  parentId: string | null;
  siblings: string[];
}

const childrenOf = (branches: readonly Branch[], parentId: string | null) => branches.filter((branch) => branch.parentId === parentId);

/** The tree from top to bottom, every branch behind its parent. */
export function showTree<B extends Branch>(branches: readonly B[]): ShownBranch<B>[] {
  const walk = (parentId: string | null, depth: number): ShownBranch<B>[] => {
    const siblings = branches.filter((branch) => branch.parentId === parentId);
    return siblings.flatMap((branch, index) => [
      { ...branch, depth, can: { up: index > 0, down: index < siblings.length - 1, in: index > 0 && depth + heightOf(branches, branch.id) < CATEGORY_DEPTH_MAX, out: parentId !== null } },
      ...walk(branch.id, depth + 1),
    ]);
  };
  return walk(null, 0);
}

/** The ids of a branch and of all below it. */
export function withBranches(branches: readonly Branch[], id: string): string[] {
  return [id, ...childrenOf(branches, id).flatMap((child) => withBranches(branches, child.id))];
}

/** Levels of a branch with all below it; 1 for one without branches. */
function heightOf(branches: readonly Branch[], id: string): number {
  return 1 + Math.max(0, ...childrenOf(branches, id).map((child) => heightOf(branches, child.id)));
}

/** Whether a branch of so many levels finds room below a parent. */
export function hasRoom(branches: readonly Branch[], parentId: string | null, height = 1): boolean {
  return pathOf(branches, parentId).length + height <= CATEGORY_DEPTH_MAX;
}

/** The names from the root to this category. */
export function pathOf(branches: readonly Branch[], id: string | null): string[] {
  const branch = branches.find((one) => one.id === id);
  return branch ? [...pathOf(branches, branch.parentId), branch.name] : [];
}

/**
 * Where a move brings a branch. `circle`: into itself or below itself. `tooDeep`: it would bring more levels than a tree
 * may have. Null: one of the two is not there. A step that cannot be made leaves it where it is.
 */
export function moveBranch(branches: readonly Branch[], move: BranchMove): NewPlace | 'circle' | 'tooDeep' | null {
  const branch = branches.find(({ id }) => id === move.id);
  if (!branch) return null;
  const place = 'step' in move ? takeStep(branches, branch, move.step) : drop(branches, branch, move);
  const goesElsewhere = place !== null && place !== 'circle' && place.parentId !== branch.parentId;
  return goesElsewhere && !hasRoom(branches, place.parentId, heightOf(branches, branch.id)) ? 'tooDeep' : place;
}

function takeStep(branches: readonly Branch[], branch: Branch, step: BranchStep): NewPlace {
  const siblings = childrenOf(branches, branch.parentId).map(({ id }) => id);
  const at = siblings.indexOf(branch.id);
  const rest = siblings.filter((id) => id !== branch.id);
  const above = siblings[at - 1];
  if (step === 'in' && above !== undefined) return { parentId: above, siblings: [...childrenOf(branches, above).map(({ id }) => id), branch.id] };
  const parent = branches.find(({ id }) => id === branch.parentId);
  if (step === 'out' && parent) {
    const aunts = childrenOf(branches, parent.parentId).map(({ id }) => id);
    return { parentId: parent.parentId, siblings: aunts.toSpliced(aunts.indexOf(parent.id) + 1, 0, branch.id) };
  }
  const to = step === 'up' ? Math.max(0, at - 1) : step === 'down' ? at + 1 : at;
  return { parentId: branch.parentId, siblings: rest.toSpliced(to, 0, branch.id) };
}

function drop(branches: readonly Branch[], branch: Branch, { target, inside }: { target: string; inside: boolean }): NewPlace | 'circle' | null {
  const other = branches.find(({ id }) => id === target);
  if (target !== '' && !other) return null;
  const parentId = other ? (inside ? other.id : other.parentId) : null;
  if (parentId !== null && withBranches(branches, branch.id).includes(parentId)) return 'circle';
  const siblings = childrenOf(branches, parentId).map(({ id }) => id);
  const rest = siblings.filter((id) => id !== branch.id);
  if (other && !inside) {
    if (other.id === branch.id) return { parentId, siblings };
    return { parentId, siblings: rest.toSpliced(rest.indexOf(other.id), 0, branch.id) };
  }
  return { parentId, siblings: [...rest, branch.id] };
}
