// What the sample company has set up for its work with clients: shown in the demo organisation alone.

export const SEGMENTS = ['Частный дом', 'Застройщик', 'Склад и производство', 'Сельское хозяйство', 'Дороги и сети'] as const;

export const CUSTOM_FIELDS = [
  { entity: 'CONTACT', key: 'segment', label: 'Сегмент', type: 'CHOICE', options: [...SEGMENTS], position: 0 },
  { entity: 'CONTACT', key: 'contract_day', label: 'Рамочный договор от', type: 'DATE', options: [], position: 1 },
  { entity: 'DEAL', key: 'distance', label: 'Расстояние, км', type: 'NUMBER', options: [], position: 0 },
] as const;

/** Renting out machines goes its own way, beside the first pipeline. */
export const RENTAL = {
  name: 'Аренда техники',
  stages: [
    { name: 'Подбор машины', color: 'blue', probability: 30, rotDays: 4 },
    { name: 'Согласование смен', color: 'amber', probability: 60, rotDays: 5 },
    { name: 'Счёт на аванс', color: 'teal', probability: 90, rotDays: 5 },
  ],
} as const;

export const TEAMS = [
  { name: 'Отдел продаж', roles: ['MANAGER', 'SALES'] },
  { name: 'Выезд и техника', roles: ['ADMIN', 'OPERATOR'] },
] as const;

export const PLACES = ['д. Ширяево', 'КП «Сосны»', 'СНТ «Берёзка»', 'пос. Лесной', 'Новорижское ш., 34 км', 'с. Введенское', 'промзона «Север»', 'КП «Излучина»', 'г. Чехов', 'д. Малые Вязёмы'] as const;

export const LOST_NOTES = ['Разница в цене 12 %, скидку не одобрили.', 'Ушли к соседней компании: техника свободна раньше.', 'Стройку перенесли на весну.', null, null] as const;

export const SAVED_VIEWS = [
  { resource: 'leads', name: 'Горячие без ответа', query: 'priority=high&answer=waiting&sort=due' },
  { resource: 'contacts', name: 'Компании Москвы', query: 'kind=COMPANY&city=Москва' },
  { resource: 'deals', name: 'Крупные в работе', query: 'state=IN_PROGRESS&minAmount=1000000&sort=-amount' },
  { resource: 'deals', name: 'Залежались', query: 'rotting=yes' },
  { resource: 'tasks', name: 'Просрочено у всех', query: 'view=list&assignee=any&due=overdue' },
] as const;

export const RECURRING = [
  { title: 'Сверить оплаты с бухгалтерией', every: 'week', weekdays: [1], hour: 10, role: 'MANAGER' },
  { title: 'Обзвонить постоянных клиентов', every: 'week', weekdays: [2, 4], hour: 11, role: 'SALES' },
  { title: 'Отчёт по сделкам за месяц', every: 'month', weekdays: [], hour: 12, role: 'ADMIN' },
] as const;

export const OPERATOR_TASKS = ['Проверить масло и гидравлику экскаватора', 'Получить пропуск на объект', 'Сдать путевые листы за неделю'] as const;
