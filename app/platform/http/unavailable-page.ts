import type { Language } from '../i18n';

/** The database does not answer, too much is asked at once, this page took too long, this person asks too often, or an error that nobody expected. */
export type PlainPage = 'database' | 'busy' | 'late' | 'often' | 'broken';

const words = {
  ru: {
    id: 'Номер запроса',
    database: {
      title: 'Сервис ненадолго недоступен',
      text: 'База данных сейчас не отвечает. То, что было сохранено, не потеряно. Обновите страницу через несколько секунд.',
    },
    busy: {
      title: 'Сейчас очень много запросов',
      text: 'Сервер занят и пока не смог принять этот. То, что было сохранено, не потеряно. Страница обновится сама через несколько секунд; если вы отправляли форму, вернитесь назад и отправьте её ещё раз.',
    },
    late: {
      title: 'Страница готовится слишком долго',
      text: 'Мы остановили её, чтобы не задерживать остальных. Попробуйте ещё раз или выберите меньший период.',
    },
    often: {
      title: 'Слишком часто',
      text: 'Подождите минуту и попробуйте снова. То, что было сохранено, не потеряно.',
    },
    broken: {
      title: 'Что-то пошло не так',
      text: 'Ошибка записана, мы её увидим. То, что было сохранено, не потеряно. Попробуйте ещё раз; если не поможет, назовите нам номер запроса.',
    },
  },
  en: {
    id: 'Request id',
    database: {
      title: 'The service is away for a moment',
      text: 'The database does not answer right now. Nothing that was saved is lost. Reload the page in a few seconds.',
    },
    busy: {
      title: 'Too much is asked at the moment',
      text: 'The server is busy and could not take this request. Nothing that was saved is lost. The page reloads by itself in a few seconds; if you were sending a form, go back and send it again.',
    },
    late: {
      title: 'This page takes too long',
      text: 'It was stopped so that it holds nobody up. Try again, or choose a shorter period.',
    },
    often: {
      title: 'Too often',
      text: 'Wait a minute and try again. Nothing that was saved is lost.',
    },
    broken: {
      title: 'Something went wrong',
      text: 'The error is noted and will be seen. Nothing that was saved is lost. Try again; if that does not help, tell us the request id.',
    },
  },
};

/** The page of 503, and of 429 and 500 where no other has words for them. It needs nothing but itself: whatever else a page is made of may be what is missing. */
export function unavailablePage(language: Language, requestId: string, why: PlainPage): string {
  const { id, [why]: text } = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${why === 'often' || why === 'broken' ? '' : '<meta http-equiv="refresh" content="10">'}<title>${text.title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;padding:24px}main{max-width:32rem}h1{font-size:28px;line-height:1.2;margin:0 0 12px}small{opacity:.75}</style>
</head><body><main role="alert"><h1>${text.title}</h1><p>${text.text}</p><small>${id}: ${requestId}</small></main></body></html>`;
}
