/** Global Privacy Control or Do Not Track: counts as no consent. */
export function asksForPrivacy(request: Request): boolean {
  return request.headers.get('Sec-GPC') === '1' || request.headers.get('DNT') === '1';
}
