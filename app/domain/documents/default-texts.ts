import type { Language } from '~/platform/i18n';
import type { DocumentKind } from './document-kinds';
import type { DocumentTexts } from './template.schema';

type Texts = Omit<DocumentTexts, 'language'>;

const FOOTER = '{{company.shortName}} · {{company.phone}}';

const RUSSIAN: Record<DocumentKind, Texts> = {
  QUOTE: {
    title: 'Коммерческое предложение',
    introduction: 'Здравствуйте, {{client.name}}!\nПредлагаем выполнить работы по адресу: {{order.address}}. Планируемое время: {{order.start}} — {{order.end}}.',
    terms: 'Предложение действует 14 дней с даты составления.\nЦена считается по фактически отработанным сменам и часам и согласуется до начала работ.\nЧтобы принять предложение, ответьте на письмо, позвоните нам или нажмите «Принять предложение» на странице вашей заявки.',
    footer: FOOTER,
  },
  CONTRACT: {
    title: 'Договор оказания услуг',
    introduction:
      '{{company.name}}, именуемое далее «Исполнитель», в лице {{company.director}}, с одной стороны, и {{client.name}}, далее «Заказчик», с другой стороны, заключили договор о следующем.\n1. Предмет договора\n1.1. Исполнитель обязуется выполнить работы и предоставить технику с экипажем по адресу: {{order.address}}, а Заказчик — принять и оплатить их.\n1.2. Планируемое время работ: {{order.start}} — {{order.end}}.\n1.3. Состав и цена работ:',
    terms:
      '2. Цена и порядок расчётов\n2.1. Цена договора: {{total}} ({{totalInWords}}).\n2.2. Предоплата: {{prepayment}}. Остаток Заказчик платит в течение 5 рабочих дней после подписания акта.\n3. Обязанности сторон\n3.1. Исполнитель подаёт исправную технику к назначенному времени и соблюдает правила безопасности на объекте.\n3.2. Заказчик обеспечивает подъезд, освобождает место работ и сообщает о подземных коммуникациях.\n4. Сдача и приёмка\n4.1. Работы принимаются по акту. Если мотивированного отказа нет в течение 3 рабочих дней, работы считаются принятыми.\n5. Ответственность и споры\n5.1. Стороны отвечают по законодательству Российской Федерации. Споры решаются переговорами, а при недостижении согласия — в суде по месту нахождения Исполнителя.\n6. Срок договора\n6.1. Договор действует с даты подписания до полного исполнения обязательств.',
    footer: FOOTER,
  },
  INVOICE: {
    title: 'Счёт на оплату',
    introduction: 'Основание: заказ № {{order.number}}, {{order.address}}.',
    terms: 'Счёт действителен 5 рабочих дней. Оплата этого счёта означает согласие с условиями оказания услуг.\nВ назначении платежа укажите номер счёта.',
    footer: FOOTER,
  },
  ACT: {
    title: 'Акт сдачи-приёмки выполненных работ',
    introduction: '{{company.name}} (Исполнитель) сдал, а {{client.name}} (Заказчик) принял работы по заказу № {{order.number}} по адресу: {{order.address}}. Время работ: {{order.start}} — {{order.end}}.',
    terms: 'Работы выполнены полностью и в срок. Заказчик не имеет претензий по объёму, качеству и срокам работ.',
    footer: FOOTER,
  },
  RECEIPT: {
    title: 'Квитанция об оплате',
    introduction: 'Получено от: {{client.name}}. Основание: заказ № {{order.number}}, {{order.address}}.',
    terms: 'Спасибо, что работаете с нами!',
    footer: FOOTER,
  },
};

const ENGLISH: Record<DocumentKind, Texts> = {
  QUOTE: {
    title: 'Quote',
    introduction: 'Dear {{client.name}},\nwe offer to carry out the work at {{order.address}}. Planned time: {{order.start}} — {{order.end}}.',
    terms: 'This quote is valid for 14 days.\nThe price follows the shifts and hours actually worked and is agreed before the work begins.\nTo accept it, answer this mail, call us, or press “Accept the quote” on the page of your request.',
    footer: FOOTER,
  },
  CONTRACT: {
    title: 'Service agreement',
    introduction:
      '{{company.name}} (the Contractor), represented by {{company.director}}, and {{client.name}} (the Client) agree as follows.\n1. Subject\n1.1. The Contractor carries out the work and provides machines with their crew at {{order.address}}; the Client accepts and pays for it.\n1.2. Planned time: {{order.start}} — {{order.end}}.\n1.3. The work and its price:',
    terms:
      '2. Price and payment\n2.1. The price is {{total}} ({{totalInWords}}).\n2.2. Prepayment: {{prepayment}}. The Client pays the rest within 5 working days after the act is signed.\n3. Duties\n3.1. The Contractor provides working machines at the agreed time and follows the safety rules of the site.\n3.2. The Client provides access, clears the place of work and tells of underground lines.\n4. Acceptance\n4.1. The work is accepted by an act. Without a reasoned objection within 3 working days it counts as accepted.\n5. Term\n5.1. The agreement is in force from its signing until everything is fulfilled.',
    footer: FOOTER,
  },
  INVOICE: {
    title: 'Invoice',
    introduction: 'For order {{order.number}}, {{order.address}}.',
    terms: 'Payable within 5 working days. Please state the number of the invoice with your payment.',
    footer: FOOTER,
  },
  ACT: {
    title: 'Act of acceptance',
    introduction: '{{company.name}} (the Contractor) handed over and {{client.name}} (the Client) accepted the work of order {{order.number}} at {{order.address}}. Time of work: {{order.start}} — {{order.end}}.',
    terms: 'The work is complete. The Client has no claims as to its amount, quality and time.',
    footer: FOOTER,
  },
  RECEIPT: {
    title: 'Receipt',
    introduction: 'Received from {{client.name}} for order {{order.number}}, {{order.address}}.',
    terms: 'Thank you for working with us!',
    footer: FOOTER,
  },
};

/** What a document says until the organisation has written its own words. */
export function defaultTexts(kind: DocumentKind, language: Language): DocumentTexts {
  return { language, ...(language === 'en' ? ENGLISH : RUSSIAN)[kind] };
}
