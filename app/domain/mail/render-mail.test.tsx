import { describe, expect, it } from 'vitest';
import { languages } from '~/platform/i18n';
import type { MailTemplate } from './mail-template';
import { renderMail } from './render-mail.server';
import { accountMail } from './templates/account-mail';
import { digestMail } from './templates/digest-mail';
import { documentMail } from './templates/document-mail';
import { invitationMail } from './templates/invitation-mail';
import { notificationMail } from './templates/notification-mail';

const reset = accountMail({
  subject: 'Новый пароль\r\nBcc: all@example.ru',
  heading: 'Новый пароль для Teplo',
  lines: ['Кто-то, вероятно вы, попросил <b>новый</b> пароль.'],
  button: { label: 'Задать новый пароль', url: 'https://teplo.example/reset/abc?x=1&y=2' },
  note: 'Ссылка работает 30 минут.',
  why: 'Если это были не вы, ничего делать не нужно.',
});

describe('renderMail', () => {
  it('says the same in both parts, in the language of its reader', async () => {
    const { html, text } = await renderMail(reset, { locale: 'ru' });
    expect(text.split('\n').filter(Boolean)).toEqual([
      'Новый пароль для Teplo',
      'Кто-то, вероятно вы, попросил <b>новый</b> пароль.',
      'Задать новый пароль: https://teplo.example/reset/abc?x=1&y=2',
      'Ссылка работает 30 минут.',
      '--',
      'Если это были не вы, ничего делать не нужно.',
    ]);
    expect(html).toContain('<html dir="ltr" lang="ru">');
    expect(html).toContain('href="https://teplo.example/reset/abc?x=1&amp;y=2"');
    expect(html).toContain('&lt;b&gt;новый&lt;/b&gt;');
  });

  it('has a subject of one line', async () => {
    expect((await renderMail(reset, { locale: null })).subject).toBe('Новый пароль Bcc: all@example.ru');
  });
});

const links = { url: 'https://teplo.example/o/ekran/leads/1', settingsUrl: 'https://teplo.example/profile/notifications' };
const organization = { name: 'Экран & Ко' };
const templates: Record<string, { template: MailTemplate; says: string[] }> = {
  account: { template: accountMail({ subject: 'Код', lines: ['Код для входа'], code: '493 027', why: 'Вы входите.' }), says: ['Код для входа', '493 027', 'Вы входите.'] },
  notification: {
    template: notificationMail({
      organization, ...links, action: 'Открыть заявку', title: 'Горячая заявка, 87: Анна <script>', badge: { tone: 'hot', text: 'Горячая 87' },
      lines: ['Телефон: +7 900 123-45-67', 'Комментарий: первая строка\nвторая: строка', 'Ответить нужно сегодня.'],
    }),
    says: ['Горячая заявка, 87: Анна <script>', 'Горячая 87', 'Телефон: +7 900 123-45-67', 'Комментарий: первая строка', 'вторая: строка', 'Ответить нужно сегодня.', `Открыть заявку: ${links.url}`, links.settingsUrl],
  },
  digest: {
    template: digestMail({ organization, ...links, count: 7, items: [{ title: 'Заказ З-12 согласован', lines: ['Клиент: Иванов'], at: '5 мая, 10:00', url: 'https://teplo.example/o/ekran/orders/2' }] }),
    says: ['Заказ З-12 согласован: https://teplo.example/o/ekran/orders/2', 'Клиент: Иванов', '5 мая, 10:00', `: ${links.url}`, links.settingsUrl],
  },
  invitation: {
    template: invitationMail({ organization: organization.name, subject: 'Ирина зовёт вас', url: 'https://teplo.example/invite/t', parts: [{ language: 'ru', lines: ['Приходите.'], open: 'Принять', why: 'Не ждали?' }, { language: 'en', lines: ['Come.'], open: 'Accept', why: 'Unexpected?' }] }),
    says: ['Принять: https://teplo.example/invite/t', 'Accept: https://teplo.example/invite/t', 'Приходите.', 'Come.'],
  },
  document: {
    template: documentMail({ company: 'ООО «Экран»', title: 'Счёт № 7', hello: 'Здравствуйте, Анна!', message: 'Как договаривались.\nЖдём.', attached: 'Во вложении: Счёт № 7.', contacts: '+7 900 000-00-00' }),
    says: ['Здравствуйте, Анна!', 'Как договаривались.', 'Ждём.', 'Во вложении: Счёт № 7.', '+7 900 000-00-00'],
  },
};

describe.each(languages)('the mails in %s', (locale) => {
  it.each(Object.entries(templates))('%s: both parts say what is meant', async (_name, { template, says }) => {
    const { subject, html, text } = await renderMail(template, { locale });
    const shown = readable(html);
    for (const fact of says) {
      expect(text).toContain(fact);
      const [url] = /https:\S+/.exec(fact) ?? [];
      expect(shown).toContain(fact.replace(/(: )?https:\S+/, ''));
      if (url) expect(html).toContain(`href="${url}"`);
    }
    expect(html).toContain(`lang="${locale}"`);
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|\[object|NaN|(?:digest|notification|layout)\.\w/);
    expect(html).not.toContain('<script>');
    expect(text).not.toMatch(/&amp;|&lt;|\n{4,}/);
    expect(html.length).toBeLessThan(100_000);
    expectWellFormed(html);
  });
});

/** What a reader sees of the drawn part. */
function readable(html: string): string {
  return html.replace(/<style>.*?<\/style>|<!--.*?-->/gs, '').replace(/<[^>]+>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

/** Every element that is opened is closed, in order. */
function expectWellFormed(html: string): void {
  const open: string[] = [];
  for (const [, close, name = '', rest = ''] of html.replace(/<!--.*?-->|<!DOCTYPE[^>]*>|<style>.*?<\/style>/gs, '').matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  expect(open).toEqual([]);
}
