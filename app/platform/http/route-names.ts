interface Route {
  id: string;
  parentId?: string | undefined;
  path?: string | undefined;
  index?: boolean | undefined;
}

/** Segments rank as the router ranks them: a word before a parameter before the rest of the address. */
const RANK = { word: 10, parameter: 3, rest: -2 };

/**
 * Finds the pattern of a page's address ("/o/:orgSlug/leads/:leadId"), of which there are as many as pages: what figures
 * and logs may say of a request, because it holds no id and nothing that a visitor wrote.
 */
export function createRouteNamer(routes: Readonly<Record<string, Route | undefined>>): (pathname: string) => string {
  const patterns = [...new Set(Object.values(routes).flatMap((route) => (route && (route.index || route.path !== undefined) ? [patternOf(route, routes)] : [])))];
  const known = patterns.map((pattern) => ({ pattern, expression: toExpression(pattern), rank: rankOf(pattern) })).sort((a, b) => b.rank - a.rank);
  return (pathname) => {
    const page = pathname.replace(/(^\/_root)?\.data$/, '').replace(/(.)\/$/, '$1') || '/';
    return known.find(({ expression }) => expression.test(page))?.pattern ?? 'other';
  };
}

function patternOf(route: Route, routes: Readonly<Record<string, Route | undefined>>): string {
  const parts: string[] = [];
  for (let at: Route | undefined = route; at; at = at.parentId === undefined ? undefined : routes[at.parentId]) {
    if (at.path) parts.unshift(at.path);
  }
  return `/${parts.join('/')}`;
}

function segmentsOf(pattern: string): string[] {
  return pattern.split('/').filter(Boolean);
}

function toExpression(pattern: string): RegExp {
  const steps = segmentsOf(pattern).map((segment) => {
    if (segment === '*') return '(?:/.*)?';
    const isOptional = segment.endsWith('?');
    const name = isOptional ? segment.slice(0, -1) : segment;
    // a parameter may have an ending: "/:fileId.pdf"
    const step = `/${name.startsWith(':') ? '[^/]+' : name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`;
    return isOptional ? `(?:${step})?` : step;
  });
  return new RegExp(`^${steps.join('') || '/'}$`, 'i');
}

function rankOf(pattern: string): number {
  const segments = segmentsOf(pattern);
  return segments.reduce((sum, segment) => sum + (segment === '*' ? RANK.rest : segment.startsWith(':') ? RANK.parameter : RANK.word), segments.length);
}
