interface Waiting<T> {
  item: T;
  resolve: () => void;
  reject: (error: unknown) => void;
}

export interface GroupCommit<T> {
  /** Resolves when the item is written, together with whatever else was waiting; rejects when it could not be. */
  add(item: T): Promise<void>;
}

/**
 * Writes many small things together. Driven by the commits themselves: while one write is under way arrivals queue, and
 * its end starts the next with all of them. So a lone item waits for nothing, and under load the groups grow by
 * themselves; a timer would add its interval to every answer.
 * A group that fails is halved until the items that cannot be written stand alone, so that they do not fail the others.
 */
export function createGroupCommit<T>(options: {
  write: (items: T[]) => Promise<void>;
  maxSize: number;
  /** Whether trying again in smaller groups makes sense: not when the database is down. */
  isWorthSplitting: (error: unknown) => boolean;
}): GroupCommit<T> {
  const { write, maxSize, isWorthSplitting } = options;
  let queue: Waiting<T>[] = [];
  let isWriting = false;

  async function writeGroup(group: Waiting<T>[]): Promise<void> {
    try {
      await write(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length === 1 || !isWorthSplitting(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const middle = group.length >> 1;
      await writeGroup(group.slice(0, middle));
      await writeGroup(group.slice(middle));
    }
  }

  async function drain(): Promise<void> {
    isWriting = true;
    while (queue.length > 0) {
      const group = queue.slice(0, maxSize);
      queue = queue.slice(maxSize);
      await writeGroup(group);
    }
    isWriting = false;
  }

  return {
    add(item) {
      const written = new Promise<void>((resolve, reject) => queue.push({ item, resolve, reject }));
      if (!isWriting) void drain();
      return written;
    },
  };
}
