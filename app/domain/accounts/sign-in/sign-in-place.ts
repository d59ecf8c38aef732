/** Where a sign-in came from, as far as its address tells. */
export type SignInPlace = { kind: 'local' } | { kind: 'country'; code: string } | { kind: 'unknown' };

/** The two as one word: what makes a place a new one. */
export function placeKey(place: SignInPlace): string {
  return place.kind === 'country' ? place.code : place.kind;
}
