import type { TFunction } from 'i18next';
import type { Role } from '~/domain/accounts/permissions';
import { formatMoney } from '~/domain/money/money-text';
import { localDay } from '~/domain/time/zoned-time';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import type { NoticeBadge } from './channels/channel';
import { hideMoney, type NotificationEvent } from './events';

export interface NotificationWords {
  /** One sentence: what happened. */
  title: string;
  /** The facts, "label: value" each. */
  lines: string[];
  /** What the button says. */
  action: string;
  /** The temperature of a new request. */
  badge?: NoticeBadge;
}

export interface NotificationReader {
  locale: string | null;
  /** IANA name: the person's own, else the organisation's. */
  timeZone: string;
  /** Orders are planned, and days without a time meant, by it. */
  organizationTimeZone: string;
  role: Role;
}

const TEXT_MAX = 600;

type Facts = Readonly<Record<string, unknown>>;
type Line = readonly [label: string, value: unknown];

/** Says a notification in its reader's language (Russian when none was chosen); sums only to those who may see them. */
export async function writeNotification(event: NotificationEvent, data: Facts, reader: NotificationReader): Promise<NotificationWords> {
  const language = isLanguage(reader.locale) ? reader.locale : fallbackLanguage;
  const [t, roles] = await Promise.all([getFixedT(language, 'notifications'), getFixedT(language, 'members')]);
  const facts = hideMoney(reader.role, event, data);
  const teller = new Teller({ t, roles }, language, reader, facts);
  const key = `text.${event}`;
  const context = event === 'lead.new' ? String(facts.priority) : facts.isFailed === true ? 'failed' : facts.isLate === true ? 'late' : undefined;
  const title = t(`${key}.title`, { ...teller.values(event), ...(context && { context }) });
  const lines = teller.lines(event).flatMap(([label, value]) => (typeof value === 'string' && value !== '' ? [`${t(`label.${label}`)}: ${shorten(value)}`] : []));
  const badge = event === 'lead.new' ? await sayTemperature(language, facts) : undefined;
  return { title, lines, action: t(`action.${actionOf(event)}`), ...(badge && { badge }) };
}

const TONES: Partial<Record<string, NoticeBadge['tone']>> = { high: 'hot', medium: 'warm', low: 'cool' };

async function sayTemperature(language: 'ru' | 'en', { priority, score }: Facts): Promise<NoticeBadge | undefined> {
  const tone = TONES[String(priority)];
  if (!tone) return undefined;
  const t = await getFixedT(language, 'common');
  return { tone, text: [t(`temperature.${String(priority)}`), score].join(' · ') };
}

/** Turns the facts of one notification into words. */
class Teller {
  constructor(
    private readonly words: { t: TFunction; roles: TFunction },
    private readonly language: 'ru' | 'en',
    private readonly reader: NotificationReader,
    private readonly facts: Facts,
  ) {}

  /** What the sentence names. */
  values(event: NotificationEvent): Record<string, unknown> {
    const { resource, role, count } = this.facts;
    const { t, roles } = this.words;
    return {
      ...this.facts,
      ...(typeof resource === 'string' && { what: t(`${event === 'records.assigned' ? 'given' : 'records'}.${resource}`, { count: Number(count) }) }),
      ...(typeof role === 'string' && { role: roles(`roles.${role}`) }),
    };
  }

  lines(event: NotificationEvent): Line[] {
    const { facts } = this;
    const group = event.slice(0, event.indexOf('.'));
    switch (group) {
      case 'lead':
        return [
          ['service', facts.service], ['phone', facts.phone], ['email', facts.email], ['budget', facts.budget],
          ['deadline', typeof facts.deadline === 'string' ? this.words.t(`deadlines.${facts.deadline}`, facts.deadline) : null],
          ['comments', facts.comments], ['answerBy', this.time(facts.responseDueAt)], ['reference', facts.reference], ['by', facts.by],
        ];
      case 'deal':
        return [['client', facts.client], ['stage', facts.stage], ['amount', this.money(facts.amount)], ['by', facts.by]];
      case 'task':
        return [['due', this.due()], ['description', facts.description], ['by', facts.by]];
      case 'maintenance':
        return [['machines', Array.isArray(facts.machines) ? facts.machines.join('\n') : null]];
      case 'payment':
      case 'order':
        return [
          ['client', facts.client], ['address', facts.address], ['start', this.time(facts.start)], ['end', this.time(facts.end)],
          ['description', facts.description], ['reason', facts.reason], ['quote', facts.quote], ['total', this.money(facts.total)],
          ['amount', this.money(facts.amount)], ['left', this.money(facts.due)], ['by', facts.by],
        ];
      default:
        return [['file', facts.file], ['url', facts.url], ['error', facts.error], ['by', facts.by]];
    }
  }

  private money(amount: unknown): string | null {
    return typeof amount === 'string' && typeof this.facts.currency === 'string' ? formatMoney(amount, this.facts.currency, this.language) : null;
  }

  /** Day and time of the organisation's clocks. */
  private time(at: unknown): string | null {
    return typeof at === 'string' ? this.format(at, this.reader.organizationTimeZone, { dateStyle: 'medium', timeStyle: 'short' }) : null;
  }

  /** A task's term: by the person's clock; a day without a time is the organisation's, whoever reads of it. */
  private due(): string | null {
    const { dueAt, hasTime } = this.facts;
    if (typeof dueAt !== 'string') return null;
    const zone = hasTime === true ? this.reader.timeZone : this.reader.organizationTimeZone;
    return this.format(dueAt, zone, { day: 'numeric', month: 'long', ...(hasTime === true && { hour: '2-digit', minute: '2-digit' }), ...(!isThisYear(dueAt, zone) && { year: 'numeric' }) });
  }

  private format(at: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
    return new Date(at).toLocaleString(this.language === 'en' ? 'en-GB' : 'ru-RU', { timeZone, ...options });
  }
}

function isThisYear(at: string, zone: string): boolean {
  return localDay(new Date(at), zone).slice(0, 4) === localDay(new Date(), zone).slice(0, 4);
}

function actionOf(event: NotificationEvent): string {
  if (event === 'order.unassigned' || event === 'records.assigned') return 'list';
  if (event === 'payment.received') return 'order';
  const noun = event.slice(0, event.indexOf('.'));
  return ['lead', 'deal', 'task', 'order'].includes(noun) ? noun : 'details';
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > TEXT_MAX ? `${characters.slice(0, TEXT_MAX).join('')}…` : text;
}
