// What the sample company's visitors and staff write: shown in the demo organisation alone.

export const ORGANIZATION = {
  name: 'ГеоОпора',
  contactPhone: '+7 495 120-40-60',
  contactEmail: 'zayavki@geoopora.example',
  formIntro: 'Винтовые сваи, бурение и спецтехника в Москве и области. Опишите задачу — перезвоним и назовём срок выезда.',
  privacyText:
    'Мы используем ваши имя, телефон и почту только для того, чтобы ответить на заявку и выполнить работы. Не передаём их третьим лицам и удаляем по первой просьбе: напишите на zayavki@geoopora.example.',
} as const;

export const SECOND_ORGANIZATION = { slug: 'vtoroy-uchastok', name: 'Второй участок', ownerEmail: 'second@demo.test', ownerName: 'Виктор Панов' } as const;

/** How warm a request comes out depends on what is asked for: facts that belong together. */
export const HOT = [
  { budget: '6,5 млн', companySize: '100-500', deadline: '1w', comments: 'Площадка под ангар 36×72, свайное поле на 240 точек. Готовы выйти на договор на этой неделе.' },
  { budget: '12 000 000', companySize: '500+', deadline: '1m', comments: 'Вторая очередь коттеджного посёлка, 48 участков. Нужны сваи и прокладка сетей, документы с НДС.' },
  { budget: '5 млн', companySize: '500+', deadline: '2w', comments: 'Опоры вдоль трассы, 60 штук. Прошлый подрядчик сорвал сроки.' },
  { budget: '1 200 000 – 2 000 000', companySize: '500+', deadline: '1w', comments: 'Срочно нужен экскаватор и два самосвала: котлован стоит.' },
  { budget: 'от 5 до 8 млн', companySize: '100-500', deadline: '1m', comments: 'Срочно! Тепличный корпус, бурение под опоры, 310 отверстий.' },
  { budget: '7,5 млн руб', companySize: '50-100', deadline: '1w', comments: 'Фундамент под складской модуль. Геология есть, пришлём.' },
] as const;

export const WARM = [
  { budget: '1,5 млн', companySize: '10-50', deadline: '1m', comments: 'Свайный фундамент под каркасный дом 9×12, грунт глинистый.' },
  { budget: '750 тыс. руб.', companySize: '100-500', deadline: '1m', comments: 'Скважина на воду для базы отдыха, нужен паспорт.' },
  { budget: '500 000', companySize: '10-50', deadline: '1w', comments: 'Экскаватор-погрузчик на две недели, подача во Всеволожск.' },
  { budget: 'от 600 до 900 тыс', companySize: '50-100', deadline: '2w', comments: 'Прокладка канализации ГНБ под дорогой, 80 метров.' },
  { budget: '3 млн', companySize: '1-10', deadline: '2w', comments: 'Ангар под технику, 120 свай. Когда сможете выехать на замер?' },
  { budget: '900к', companySize: null, deadline: '1w', comments: 'Срочно нужен автокран 25 т, монтаж ферм.' },
] as const;

export const COOL = [
  { budget: '80 000', companySize: '1-10', deadline: '2-3m', comments: 'Забор 60 метров, хотим понять цену.' },
  { budget: '150 тыс', companySize: null, deadline: '1m', comments: 'Баня 6×4, сваи. Участок с уклоном.' },
  { budget: null, companySize: null, deadline: '3m+', comments: 'Не срочно, планируем на следующий сезон, собираем предложения.' },
  { budget: '250к', companySize: '1-10', deadline: '1m', comments: 'Пробурить 14 отверстий под столбы, глубина 1,5 м.' },
  { budget: 'по договорённости', companySize: '10-50', deadline: '2-3m', comments: 'Просьба сначала прислать прайс на почту, потом созвонимся.' },
  { budget: '400 000 ₽', companySize: '1-10', deadline: null, comments: null },
  { budget: null, companySize: '10-50', deadline: null, comments: 'Сколько стоит смена экскаватора с машинистом?' },
] as const;

export const CALLS = [
  'Дозвонились, уточнили адрес и грунт. Ждём план участка.',
  'Обсудили объём, договорились о выезде на замер.',
  'Клиент сравнивает с двумя подрядчиками, решение к пятнице.',
  'Перезвонить после 18:00, сейчас на объекте.',
  'Назвали срок, клиента устраивает. Готовим смету.',
] as const;

export const NOTES = [
  'Подъезд с восточной стороны, ворота 3,5 м: манипулятор пройдёт.',
  'Работали с ними в прошлом году, платят вовремя.',
  'Нужна геология: соседи жаловались на плывун на двух метрах.',
  'Просят разбить оплату на два этапа.',
] as const;

export const EMAILS = ['Отправили смету и сроки.', 'Прислали прайс и фото объектов.', 'Выслали договор на согласование.'] as const;

export const REJECT_REASONS = [
  'Слишком далеко: 400 км от базы.',
  'Не наш профиль работ.',
  'Бюджет ниже минимального выезда.',
  'Клиент выбрал другого подрядчика.',
  'Сроки не подходят: техника занята до конца месяца.',
] as const;

export const OVERRIDES = [
  { score: 92, reason: 'Постоянный заказчик, в прошлом году сделали три объекта.' },
  { score: 86, reason: 'По телефону бюджет оказался вдвое больше.' },
  { score: 58, reason: 'Есть второй участок рядом: возьмём оба.' },
  { score: 30, reason: 'Собирают цены для тендера, решение через полгода.' },
] as const;

export const SPAM = [
  { reason: 'links', comments: 'Продвижение сайтов https://seo.example https://top.example https://links.example', firstName: 'Виктор', lastName: 'SEO' },
  { reason: 'too_fast', comments: 'Раскрутка вашего сайта в топ-10', firstName: 'Анна', lastName: 'Реклама' },
  { reason: 'honeypot', comments: 'Best price loans', firstName: 'John', lastName: 'Brown' },
  { reason: 'markup', comments: '<a href="https://casino.example">bonus</a>', firstName: 'Max', lastName: 'Win' },
  { reason: 'too_fast', comments: 'Нужны сваи под баню, 12 штук.', firstName: 'Роман', lastName: 'Зимин' },
] as const;

export const SOURCES = [
  { utm_source: 'yandex', utm_medium: 'cpc', utm_campaign: 'vintovye-svai' },
  { utm_source: 'yandex', utm_medium: 'cpc', utm_campaign: 'arenda-tehniki' },
  { utm_source: 'avito', utm_medium: 'referral' },
  { utm_source: 'telegram', utm_medium: 'social' },
  { referrer: 'https://yandex.ru/' },
] as const;
