interface Span {
  from: Date;
  to: Date;
}

export interface Agenda {
  isFree(ids: readonly string[], span: Span): boolean;
  take(ids: readonly string[], span: Span): void;
}

/** Who and what is taken when: the database refuses bookings that overlap, so the sample must not make any. */
export function createAgenda(): Agenda {
  const taken = new Map<string, Span[]>();
  return {
    isFree: (ids, { from, to }) => ids.every((id) => !taken.get(id)?.some((span) => span.from < to && from < span.to)),
    take: (ids, span) => ids.forEach((id) => taken.set(id, [...(taken.get(id) ?? []), span])),
  };
}
