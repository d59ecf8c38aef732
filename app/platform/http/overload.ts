/** Who is refused first: programs and collectors come again by themselves, visitors may, staff are at work. */
export const REQUEST_CLASSES = ['program', 'visitor', 'person'] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];

/** Pressure (1: a measure has reached its limit) at which each class is refused. */
export const REFUSED_AT: Record<RequestClass, number> = { program: 1, visitor: 1.5, person: 3 };
/** So many requests of a class go on under any pressure: refusing the last few would relieve nothing, and nobody would get an answer. */
export const ADMITTED_ALWAYS: Record<RequestClass, number> = { program: 4, visitor: 8, person: 16 };
/** A level is left when the pressure is below this part of what led to it … */
const CALM = 0.7;
/** … at so many measurements in a row. */
const CALM_TICKS = 4;

export interface Level {
  /** 0: all are served; 1: programs are refused, 2: visitors too, 3: all. */
  level: number;
  calmTicks: number;
}

const entry = (level: number) => REFUSED_AT[REQUEST_CLASSES[level - 1] ?? 'program'];

/** The level after a measurement: up at once, down by one step after some calm ones, so that it does not flutter. */
export function nextLevel({ level, calmTicks }: Level, pressure: number): Level {
  const reached = REQUEST_CLASSES.filter((name) => pressure >= REFUSED_AT[name]).length;
  if (reached > level) return { level: reached, calmTicks: 0 };
  if (level === 0 || pressure >= CALM * entry(level)) return { level, calmTicks: 0 };
  return calmTicks + 1 >= CALM_TICKS ? { level: level - 1, calmTicks: 0 } : { level, calmTicks: calmTicks + 1 };
}

/** Whether a request of this class is served, with so many of the counted ones in flight. */
export function isAdmitted(name: RequestClass, { level }: Level, inFlight: number): boolean {
  return level <= REQUEST_CLASSES.indexOf(name) || inFlight < ADMITTED_ALWAYS[name];
}

const BOT = /bot\b|crawl|spider|slurp|preview|monitor|curl\/|wget\/|python-|scrapy/i;

const WATCHED_AT = new Set(['/health', '/ready', '/metrics']);
const isRead = (method: string) => method === 'GET' || method === 'HEAD';

const PUBLIC_PAGES = new Set(['', 'r', 't']);
const placeOf = (pathname: string) => pathname.split('/')[1] ?? '';

/** A look at a public page. It takes little but the processor, so that more of them at once come no sooner: they only hold up all others. */
export function isVisit({ method, pathname }: { method: string; pathname: string }): boolean {
  return isRead(method) && PUBLIC_PAGES.has(placeOf(pathname));
}

/** Whose request it is; null: never refused (what watches the process, and files that cost nothing). */
export function classifyRequest({ method, pathname, userAgent }: { method: string; pathname: string; userAgent: string }): RequestClass | null {
  const first = placeOf(pathname);
  if (WATCHED_AT.has(pathname) || first === 'assets') return null;
  if (first === 'collect') return 'program';
  if (first === 'api') return isRead(method) || /\/behavior-metrics$/.test(pathname) ? 'program' : 'visitor';
  if (!isRead(method)) return 'person';
  if (PUBLIC_PAGES.has(first)) return BOT.test(userAgent) ? 'program' : 'visitor';
  return 'person';
}
