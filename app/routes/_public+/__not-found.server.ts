/** Ends the loader or action with the page that says that nothing is here. */
export function notFound(): never {
  throw new Response('Not found', { status: 404 });
}
