import { localDay } from '~/domain/time/zoned-time';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';

export interface RemindedTask {
  title: string;
  description: string | null;
  dueAt: Date | null;
  hasTime: boolean;
}

interface Reader {
  organization: { name: string; timeZone: string };
  url: string;
  locale: string | null;
  /** Of the person. A day without a time is the organisation's, whoever reads of it. */
  timeZone: string;
  now: Date;
}

const TEXT_MAX = 600;

/** The reminder in the person's language and time zone. */
export async function writeReminderMail(task: RemindedTask, { organization, url, locale, timeZone, now }: Reader): Promise<{ subject: string; text: string }> {
  const language = isLanguage(locale) ? locale : fallbackLanguage;
  const t = await getFixedT(language, 'tasks');
  const due = task.dueAt ? sayDue(task.dueAt) : '';
  const isLate = task.dueAt !== null && task.dueAt < now;
  const values = { title: task.title, due, organization: organization.name };
  const lines = [t(isLate ? 'mail.late' : 'mail.intro', values), '', task.title, task.description && shorten(task.description), '', `${t('mail.open')}: ${url}`, '', '--', t('mail.why', values)];
  return { subject: t(due ? 'mail.subject' : 'mail.subjectPlain', values), text: lines.filter((line) => line !== null).join('\n') };

  function sayDue(dueAt: Date): string {
    const zone = task.hasTime ? timeZone : organization.timeZone;
    const isToday = localDay(dueAt, zone) === localDay(now, zone);
    const format = (options: Intl.DateTimeFormatOptions) => dueAt.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU', { timeZone: zone, ...options });
    const day = isToday ? t('mail.today') : format({ day: 'numeric', month: 'long' });
    return task.hasTime ? `${day}, ${format({ hour: '2-digit', minute: '2-digit' })}` : day;
  }
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > TEXT_MAX ? `${characters.slice(0, TEXT_MAX).join('')}…` : text;
}
