/** Whether the browser only loads ahead what the person may open: nothing is remembered of that. */
export function isPrefetch(request: Request): boolean {
  return /prefetch/.test(request.headers.get('Sec-Purpose') ?? request.headers.get('Purpose') ?? '');
}
