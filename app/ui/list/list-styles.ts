import type { LinkDescriptor } from '@remix-run/node';
import href from './list.css?url';

/** The styles of `.list`, for the `links` of every page with a list; a page's own sheet comes after it. */
export const listStyles: LinkDescriptor = { rel: 'stylesheet', href };
