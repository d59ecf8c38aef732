/**
 * Measures how the form is used, without what is typed. Starts by itself on `form[data-collect]`, keeps nothing on the
 * device, and never breaks the page: every listener is passive and every entry is guarded.
 */

/** Clicks, first focus (0 or 1), time in field (ms), corrections, validation errors, rage clicks, dead clicks. */
export type ElementCounts = [number, number, number, number, number, number, number];
export type HeatKind = 'move' | 'click';

/** The body of POST /collect. Counts are those since the batch before; activeMs, section and started are totals. */
export interface CollectBatch {
  org: string;
  view: string;
  form: string;
  /** When the page was loaded, ms since 1970: a form shown again with errors counts on under the same view. */
  load: number;
  n: number;
  breakpoint: string;
  activeMs: number;
  section: number;
  started: boolean;
  lastField?: string;
  hesitationMs?: number;
  consent?: boolean;
  /** Breakpoint, kind, element, cells (row × columns + column): 64 columns and rows for move, 256 for click. */
  points?: [string, HeatKind, string, number[]][];
  elements?: [string, ...ElementCounts][];
}

const SAMPLE_MS = 100;
const SAMPLE_PX = 10;
const RAGE_MS = 1000;
const RAGE_PX = 30;
const DEAD_MS = 2500;
const SEND_MS = 1000;
const MAX_BACKOFF_MS = 30_000;
const MAX_POINTS = 2000;
const MAX_PAUSE_MS = 60_000;
const [CLICKS, REACHED, TIME, CORRECTIONS, ERRORS, RAGE, DEAD] = [0, 1, 2, 3, 4, 5, 6] as const;
/** What answers a click in ways that the page does not show. */
const ANSWERS = 'a[href],input,select,textarea,label,summary,button:not([type=button])';

function collect(form: HTMLFormElement): void {
  const { org = '', view = '', formVersion = '', strict } = form.dataset;
  const privacy = navigator as Navigator & { globalPrivacyControl?: boolean };
  const isPrivate = privacy.globalPrivacyControl === true || privacy.doNotTrack === '1';
  const load = Date.now();
  const now = () => performance.now();

  let n = 0;
  let points = new Map<string, number[]>();
  let pointCount = 0;
  let elements = new Map<string, ElementCounts>();
  let hesitationMs = 0;
  let section = 0;
  let started = false;
  let lastField: string | undefined;
  let consent: boolean | undefined;
  let isConsented = false;
  let isStopped = false;
  let isNew = true;

  const breakpointNow = () => {
    const width = innerWidth;
    return width < 640 ? 'xs' : width < 768 ? 'sm' : width < 1024 ? 'md' : width < 1280 ? 'lg' : 'xl';
  };
  const breakpoint = breakpointNow();

  // --- active time: visible and focused -------------------------------------------------------------------------
  let activeBefore = 0;
  let activeSince = -1;
  const activeMs = () => activeBefore + (activeSince < 0 ? 0 : now() - activeSince);
  const checkActive = () => {
    const isActive = document.visibilityState === 'visible' && document.hasFocus();
    if (isActive === activeSince >= 0) return;
    activeBefore = activeMs();
    activeSince = isActive ? now() : -1;
  };

  // --- sending --------------------------------------------------------------------------------------------------
  let waiting: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  let failures = 0;
  let lastSent = -SEND_MS;
  let reportedMs = 0;

  const makeBatch = (): string => {
    reportedMs = Math.round(activeMs());
    const batch: CollectBatch = {
      org, view, form: formVersion, load, n: n++, breakpoint, activeMs: reportedMs, section, started, lastField, consent,
    };
    if (hesitationMs) batch.hesitationMs = Math.round(hesitationMs);
    if (points.size) batch.points = [...points].map(([key, cells]) => [...key.split(' '), cells] as [string, HeatKind, string, number[]]);
    if (elements.size) batch.elements = [...elements].map(([key, counts]) => [key, ...counts]);
    points = new Map();
    elements = new Map();
    pointCount = hesitationMs = 0;
    isNew = false;
    if (consent === false) isStopped = true;
    consent = undefined;
    return JSON.stringify(batch);
  };

  const schedule = () => {
    if (timer || isSending || (!isNew && !waiting)) return;
    const pause = failures ? Math.min(MAX_BACKOFF_MS, SEND_MS * 2 ** failures) : SEND_MS;
    timer = setTimeout(guard(send), Math.max(0, lastSent + pause - now()));
  };
  const send = () => {
    timer = undefined;
    if (isSending || (!isNew && !waiting)) return;
    isSending = true;
    leaveField(true);
    const body = (waiting ??= makeBatch());
    lastSent = now();
    const finish = (isDone: boolean) => {
      isSending = false;
      failures = isDone ? 0 : failures + 1;
      if (isDone && waiting === body) waiting = undefined;
      schedule();
    };
    fetch('/collect', { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' }, body }).then(
      (answer) => finish(answer.status < 500 && answer.status !== 429),
      () => finish(false),
    );
  };
  /** The page may be gone after this: hands everything to the browser. What arrives twice is counted once. */
  const sendLast = () => {
    leaveField(true);
    checkActive();
    const hasMore = !isStopped && (isNew || Math.round(activeMs()) > reportedMs);
    const beacon = (body: string) => navigator.sendBeacon('/collect', new Blob([body], { type: 'application/json' }));
    if (waiting && !isSending && beacon(waiting)) waiting = undefined;
    if (!hasMore) return;
    const body = makeBatch();
    if (!beacon(body)) waiting ??= body;
  };
  const touch = () => {
    isNew = true;
    schedule();
  };

  // --- counters -------------------------------------------------------------------------------------------------
  const trackedAt = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-track]') : null);
  const keyOf = (target: EventTarget | null) => trackedAt(target)?.dataset.track;
  const add = (key: string | undefined, what: number, amount = 1) => {
    if (!key || isStopped) return;
    let counts = elements.get(key);
    if (!counts) elements.set(key, (counts = [0, 0, 0, 0, 0, 0, 0]));
    counts[what] = (counts[what] ?? 0) + amount;
    touch();
  };
  const addPoint = (element: HTMLElement, kind: HeatKind, x: number, y: number, isMiddle = false) => {
    if (isStopped || isPrivate || (strict !== undefined && !isConsented) || pointCount >= MAX_POINTS) return;
    const size = kind === 'move' ? 64 : 256;
    const box = element.getBoundingClientRect();
    const at = (offset: number, length: number) =>
      Math.min(size - 1, Math.max(0, Math.floor((isMiddle ? 0.5 : offset / length) * size)) || 0);
    const key = `${breakpointNow()} ${kind} ${element.dataset.track}`;
    const cells = points.get(key) ?? [];
    cells.push(at(y - box.top, box.height) * size + at(x - box.left, box.width));
    points.set(key, cells);
    pointCount++;
    touch();
  };

  // --- pointer and clicks ---------------------------------------------------------------------------------------
  let moved = { at: -SAMPLE_MS, x: -SAMPLE_PX, y: -SAMPLE_PX };
  const onMove = (event: PointerEvent) => {
    const { clientX: x, clientY: y } = event;
    if (event.pointerType !== 'mouse' || now() - moved.at < SAMPLE_MS || Math.hypot(x - moved.x, y - moved.y) < SAMPLE_PX) return;
    moved = { at: now(), x, y };
    const element = trackedAt(event.target);
    if (element) addPoint(element, 'move', x, y);
  };

  let recent: { at: number; x: number; y: number }[] = [];
  let labelled: Element | null | undefined;
  let isLabelCounted = false;
  let lastChange = 0;
  let dying = 0;
  const change = () => (lastChange = now());
  const watcher = new MutationObserver(change);
  const onClick = (event: MouseEvent) => {
    const { clientX: x, clientY: y, target } = event;
    // a click on a label is followed by one on its control: the same click
    const isEcho = target === labelled;
    labelled = target instanceof Element ? target.closest('label')?.control : null;
    const element = trackedAt(target);
    const wasCounted = isLabelCounted;
    isLabelCounted = element !== null;
    if (!element || (isEcho && wasCounted)) return;
    const key = element.dataset.track;
    const at = now();
    const isKeyboard = isEcho || event.detail === 0;
    add(key, CLICKS);
    addPoint(element, 'click', x, y, isKeyboard);
    if (isKeyboard) return;
    recent = [...recent.filter((click) => at - click.at <= RAGE_MS && Math.hypot(x - click.x, y - click.y) <= RAGE_PX), { at, x, y }];
    if (recent.length === 3) {
      add(key, RAGE);
      recent = [];
    }
    if (target instanceof Element && target.closest(ANSWERS)) return;
    if (!dying++) watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(guard(() => {
      if (lastChange < at && document.visibilityState === 'visible') add(key, DEAD);
      if (!--dying) watcher.disconnect();
    }), DEAD_MS);
  };

  // --- fields ---------------------------------------------------------------------------------------------------
  const reached = new Set<string>();
  const filled = new Set<string>();
  let field: string | undefined;
  let fieldSince = 0;
  let leftAt = 0;
  let isDeleting = false;
  const leaveField = (isStaying = false) => {
    if (!field) return;
    const spent = Math.round(activeMs() - fieldSince);
    fieldSince += spent;
    const key = field;
    if (!isStaying) field = undefined;
    // while the field is in use its time alone is no reason to send
    if (spent > 0 && (isNew || !isStaying || document.visibilityState !== 'visible')) add(key, TIME, spent);
    else fieldSince -= spent;
  };
  const onFocus = (event: FocusEvent) => {
    change();
    const key = keyOf(event.target);
    if (!key || !form.contains(event.target as Node)) return;
    if (leftAt && key !== lastField) hesitationMs += Math.min(MAX_PAUSE_MS, activeMs() - leftAt);
    field = lastField = key;
    fieldSince = activeMs();
    if (!reached.has(key)) add(key, REACHED);
    reached.add(key);
  };
  const onBlur = () => {
    leaveField();
    leftAt = activeMs();
  };
  const onInput = (event: Event) => {
    const key = keyOf(event.target);
    const isDeletion = /^delete/.test((event as InputEvent).inputType ?? '');
    if (isDeletion && !isDeleting && key && !filled.has(key)) add(key, CORRECTIONS);
    isDeleting = isDeletion;
    if (!started) touch();
    started = true;
  };
  const onChange = (event: Event) => {
    const box = event.target as HTMLInputElement;
    if (box.name === 'behaviorConsent' && !isPrivate) {
      isConsented = box.checked;
      if (!isStopped) {
        consent = box.checked;
        touch();
      }
    }
    const key = keyOf(box);
    if (key && filled.has(key)) add(key, CORRECTIONS);
    else if (key) filled.add(key);
  };

  // --- start ----------------------------------------------------------------------------------------------------
  const on = <E extends Event>(target: EventTarget, types: string, handle: (event: E) => void) => {
    for (const type of types.split(' ')) target.addEventListener(type, guard(handle) as EventListener, { passive: true, capture: true });
  };
  on(document, 'pointermove', onMove);
  on(document, 'click', onClick);
  on(document, 'focusin', onFocus);
  on(document, 'focusout', onBlur);
  on(form, 'input', onInput);
  on(form, 'change', onChange);
  on(form, 'invalid', (event) => add(keyOf(event.target), ERRORS));
  on(document, 'scroll', change);
  on(window, 'focus blur', checkActive);
  on(document, 'visibilitychange', () => {
    checkActive();
    if (document.visibilityState === 'hidden') sendLast();
    else schedule();
  });
  on(window, 'pagehide', sendLast);
  const seen = new IntersectionObserver(
    guard((entries: IntersectionObserverEntry[]) => {
      for (const { isIntersecting, target } of entries) {
        const number = Number((target as HTMLElement).dataset.section);
        if (!isIntersecting || !(number > section)) continue;
        section = number;
        touch();
      }
    }),
  );
  form.querySelectorAll('[data-section]').forEach((part) => seen.observe(part));
  form.querySelectorAll('[aria-invalid=true]').forEach((control) => add(keyOf(control), ERRORS));
  const consentBox = form.querySelector<HTMLInputElement>('input[type=checkbox][name=behaviorConsent]');
  if (consentBox?.checked && !isPrivate) isConsented = consent = true;
  checkActive();
  schedule();
}

/** Measuring must never be the reason that a form fails. */
function guard<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch {
      // the page goes on without this measurement
    }
  };
}

guard(() => {
  const form = document.querySelector<HTMLFormElement>('form[data-collect]');
  if (form) collect(form);
})();
