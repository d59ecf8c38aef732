import { expect, it } from 'vitest';
import { createRouteNamer } from './route-names';

const nameOf = createRouteNamer({
  root: { id: 'root', path: '' },
  index: { id: 'index', parentId: 'root', index: true },
  rest: { id: 'rest', parentId: 'root', path: '*' },
  staff: { id: 'staff', parentId: 'root', path: 'o/:orgSlug' },
  staffIndex: { id: 'staffIndex', parentId: 'staff', index: true },
  leads: { id: 'leads', parentId: 'staff', path: 'leads' },
  lead: { id: 'lead', parentId: 'staff', path: 'leads/:leadId' },
  quarantine: { id: 'quarantine', parentId: 'staff', path: 'leads/quarantine' },
  layout: { id: 'layout', parentId: 'root' },
  login: { id: 'login', parentId: 'layout', path: 'login' },
  sitemap: { id: 'sitemap', parentId: 'root', path: 'site.webmanifest' },
});

it.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/o/demo', '/o/:orgSlug'],
  ['/o/demo/', '/o/:orgSlug'],
  ['/o/demo.data', '/o/:orgSlug'],
  ['/o/demo/leads', '/o/:orgSlug/leads'],
  ['/o/demo/leads.data', '/o/:orgSlug/leads'],
  ['/o/demo/leads/0190-1', '/o/:orgSlug/leads/:leadId'],
  ['/o/demo/leads/quarantine', '/o/:orgSlug/leads/quarantine'],
  ['/login', '/login'],
  ['/site.webmanifest', '/site.webmanifest'],
  ['/siteXwebmanifest', '/*'],
  ['/wp-admin/setup.php', '/*'],
])('%s is %s', (pathname, name) => expect(nameOf(pathname)).toBe(name));
