import type { Language } from '../i18n';

const words = {
  ru: {
    title: 'Сервис ненадолго недоступен',
    text: 'База данных сейчас не отвечает. То, что было сохранено, не потеряно. Обновите страницу через несколько секунд.',
    id: 'Номер запроса',
  },
  en: {
    title: 'The service is away for a moment',
    text: 'The database does not answer right now. Nothing that was saved is lost. Reload the page in a few seconds.',
    id: 'Request id',
  },
};

/** The 503 page. It needs nothing but itself: whatever else a page is made of may be what is missing. */
export function unavailablePage(language: Language, requestId: string): string {
  const text = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><title>${text.title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;padding:24px}main{max-width:32rem}h1{font-size:28px;line-height:1.2;margin:0 0 12px}small{opacity:.75}</style>
</head><body><main role="alert"><h1>${text.title}</h1><p>${text.text}</p><small>${text.id}: ${requestId}</small></main></body></html>`;
}
