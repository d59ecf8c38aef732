import { describe, expect, it } from 'vitest';
import { renderMail } from './render-mail.server';
import { accountMail } from './templates/account-mail';

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
