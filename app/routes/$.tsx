/** Every address that is no page: matched, so that the 404 page knows its visitor's language and theme. */
export function loader() {
  throw new Response('Not found', { status: 404 });
}

export const action = loader;

export default function NoPage() {
  return null;
}
