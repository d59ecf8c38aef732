// What the sample company rents out, does and sells: shown in the demo organisations alone.

/** Name and its branches; the order is that of the tree. */
export const CATEGORIES = [
  ['Техника', ['Экскаваторы', 'Экскаваторы-погрузчики', 'Погрузчики и бульдозеры', 'Краны и самосвалы', 'Буровые машины']],
  ['Навесное оборудование', []],
  ['Работы', ['Фундаменты', 'Земляные работы', 'Бурение и сети', 'Выезд и доставка']],
  ['Материалы', ['Грунты и щебень', 'Инструмент и расходники', 'Прочее']],
  ['Товары', []],
] as const;

/** Shift and hour in roubles, fuel in litres an hour. */
export const MACHINES = [
  { code: 'EX-01', category: 'Экскаваторы', name: 'Экскаватор гусеничный Hitachi ZX200', shiftRate: '26000', hourlyRate: '3400', fuelPerHour: '15.5', serialNumber: 'HCMDDE92P00204417', location: 'База «Север»', meterHours: '7412.5' },
  { code: 'EX-02', category: 'Экскаваторы', name: 'Экскаватор гусеничный Komatsu PC220-8', shiftRate: '27500', hourlyRate: '3600', fuelPerHour: '16.2', serialNumber: 'KMTPC181C51084226', location: 'База «Север»', meterHours: '9120' },
  { code: 'EX-03', category: 'Экскаваторы', name: 'Экскаватор колёсный Hyundai R170W-9S', shiftRate: '24000', hourlyRate: '3200', fuelPerHour: '13.4', serialNumber: 'HHKHW501HE0000612', location: 'База «Юг»', meterHours: '5280.5' },
  { code: 'EX-04', category: 'Экскаваторы', name: 'Мини-экскаватор Yanmar ViO35', shiftRate: '15500', hourlyRate: '2100', fuelPerHour: '4.1', serialNumber: 'YMRVIO35CHAA51290', location: 'База «Юг»', meterHours: '2966' },
  { code: 'EP-01', category: 'Экскаваторы-погрузчики', name: 'Экскаватор-погрузчик JCB 3CX', shiftRate: '18500', hourlyRate: '2500', fuelPerHour: '9.2', serialNumber: 'JCB3CX4TC01762034', location: 'База «Север»', meterHours: '6845' },
  { code: 'EP-02', category: 'Экскаваторы-погрузчики', name: 'Экскаватор-погрузчик JCB 4CX', shiftRate: '20500', hourlyRate: '2800', fuelPerHour: '10.1', serialNumber: 'JCB4CXSMV02187741', location: 'База «Юг»', meterHours: '4310.5' },
  { code: 'EP-03', category: 'Экскаваторы-погрузчики', name: 'Экскаватор-погрузчик Terex 880', shiftRate: '17500', hourlyRate: '2400', fuelPerHour: '9.8', serialNumber: 'SMFH44TR0BHFL0386', location: 'Ремонтная мастерская', meterHours: '8804', status: 'BROKEN' },
  { code: 'PG-01', category: 'Погрузчики и бульдозеры', name: 'Мини-погрузчик Bobcat S530', shiftRate: '14500', hourlyRate: '2000', fuelPerHour: '5.6', serialNumber: 'AZN611428', location: 'База «Север»', meterHours: '3122' },
  { code: 'PG-02', category: 'Погрузчики и бульдозеры', name: 'Бульдозер Komatsu D65E-12', shiftRate: '29000', hourlyRate: '3800', fuelPerHour: '21', serialNumber: 'KMTD65-62744', location: 'База «Юг»', meterHours: '11240' },
  { code: 'KR-01', category: 'Краны и самосвалы', name: 'Автокран КС-55713 «Ивановец», 25 т', shiftRate: '25000', hourlyRate: '3300', fuelPerHour: '11.5', serialNumber: 'XVN55713BC2004518', location: 'База «Север»', meterHours: '5517' },
  { code: 'SM-01', category: 'Краны и самосвалы', name: 'Самосвал КАМАЗ-6520, 20 т', shiftRate: '19500', hourlyRate: '2600', fuelPerHour: '12.8', serialNumber: 'XTC652000C1250963', location: 'База «Юг»', meterHours: '9960.5' },
  { code: 'BR-01', category: 'Буровые машины', name: 'Ямобур Isuzu с установкой Aichi D706', shiftRate: '24500', hourlyRate: '3300', fuelPerHour: '9.4', serialNumber: 'JALFTR34LB7000281', location: 'База «Север»', meterHours: '4075' },
] as const;

/** The code of its machine, the price of a shift. */
export const ATTACHMENTS = [
  { code: 'NV-01', machine: 'EX-01', name: 'Гидромолот Delta F20', price: '6500', serialNumber: 'DF20-11874' },
  { code: 'NV-02', machine: 'EX-02', name: 'Ковш планировочный 1 800 мм', price: '1800', serialNumber: 'PK1800-046' },
  { code: 'NV-03', machine: 'EX-04', name: 'Бур Delta RD-5 с набором шнеков', price: '3200', serialNumber: 'RD5-20933' },
  { code: 'NV-04', machine: 'EP-01', name: 'Вилы паллетные', price: '1200', serialNumber: 'FRK-3CX-18' },
  { code: 'NV-05', machine: 'EP-01', name: 'Гидромолот JCB HM380', price: '5200', serialNumber: 'HM380-7719' },
  { code: 'NV-06', machine: 'PG-01', name: 'Щётка дорожная', price: '2400', serialNumber: 'BRS-S530-4' },
] as const;

/** Price and unit of the eight services that the form knows, in their order. */
export const FORM_SERVICE_PRICES = [
  ['US-01', 'шт', '3900', 'Фундаменты'], ['US-02', 'ч', '3400', 'Земляные работы'], ['US-03', 'ч', '2500', 'Земляные работы'], ['US-04', 'м', '2900', 'Бурение и сети'],
  ['US-05', 'шт', '2200', 'Бурение и сети'], ['US-06', 'м', '3600', 'Бурение и сети'], ['US-07', 'ч', '3300', 'Выезд и доставка'], ['US-08', 'м³', '1450', 'Земляные работы'],
] as const;

export const MORE_SERVICES = [
  { code: 'US-09', category: 'Земляные работы', name: 'Планировка участка', unit: 'м²', price: '95' },
  { code: 'US-10', category: 'Земляные работы', name: 'Рытьё траншеи', unit: 'м', price: '480' },
  { code: 'US-11', category: 'Земляные работы', name: 'Рытьё котлована', unit: 'м³', price: '420' },
  { code: 'US-12', category: 'Земляные работы', name: 'Корчевание пней', unit: 'шт', price: '2600' },
  { code: 'US-13', category: 'Земляные работы', name: 'Уплотнение основания виброплитой', unit: 'м²', price: '140' },
  { code: 'US-14', category: 'Фундаменты', name: 'Пробное завинчивание сваи', unit: 'шт', price: '6500' },
  { code: 'US-15', category: 'Фундаменты', name: 'Обвязка швеллером', unit: 'м', price: '1750' },
  { code: 'US-16', category: 'Бурение и сети', name: 'Монтаж септика', unit: 'шт', price: '48000' },
  { code: 'US-17', category: 'Бурение и сети', name: 'Дренаж участка', unit: 'м', price: '2350' },
  { code: 'US-18', category: 'Выезд и доставка', name: 'Перевозка техники тралом', unit: 'рейс', price: '18000' },
  { code: 'US-19', category: 'Выезд и доставка', name: 'Выезд инженера на замер', unit: 'шт', price: '5000' },
  { code: 'US-20', category: 'Выезд и доставка', name: 'Работа стропальщика', unit: 'ч', price: '900', perHour: true },
] as const;

export const MATERIALS = [
  { code: 'MT-01', materialKind: 'SOIL', name: 'Песок намывной', unit: 'м³', price: '1250', costPrice: '870' },
  { code: 'MT-02', materialKind: 'SOIL', name: 'Песок карьерный', unit: 'м³', price: '950', costPrice: '640' },
  { code: 'MT-03', materialKind: 'SOIL', name: 'Щебень гранитный 20–40', unit: 'м³', price: '3400', costPrice: '2750' },
  { code: 'MT-04', materialKind: 'SOIL', name: 'Щебень гравийный 5–20', unit: 'м³', price: '2600', costPrice: '2050' },
  { code: 'MT-05', materialKind: 'SOIL', name: 'Щебень вторичный', unit: 'м³', price: '1450', costPrice: '980' },
  { code: 'MT-06', materialKind: 'SOIL', name: 'Плодородный грунт', unit: 'м³', price: '1900', costPrice: '1300' },
  { code: 'MT-07', materialKind: 'SOIL', name: 'Торф низинный', unit: 'м³', price: '1650', costPrice: '1100' },
  { code: 'MT-08', materialKind: 'SOIL', name: 'Глина для подсыпки', unit: 'м³', price: '780', costPrice: '430' },
  { code: 'MT-09', materialKind: 'SOIL', name: 'Асфальтовая крошка', unit: 'т', price: '1350', costPrice: '900' },
  { code: 'MT-10', materialKind: 'TOOL', name: 'Коронка ковша', unit: 'шт', price: '2900', costPrice: '2100' },
  { code: 'MT-11', materialKind: 'TOOL', name: 'Строп текстильный 5 т', unit: 'шт', price: '3100', costPrice: '2250' },
  { code: 'MT-12', materialKind: 'TOOL', name: 'Диск отрезной 350 мм', unit: 'шт', price: '980', costPrice: '690' },
  { code: 'MT-13', materialKind: 'TOOL', name: 'Пика гидромолота', unit: 'шт', price: '16500', costPrice: '12800' },
  { code: 'MT-14', materialKind: 'TOOL', name: 'Шнек бура 300 мм', unit: 'шт', price: '21000', costPrice: '16400' },
  { code: 'MT-15', materialKind: 'OTHER', name: 'Геотекстиль 200 г/м²', unit: 'м²', price: '62', costPrice: '41.50' },
  { code: 'MT-16', materialKind: 'OTHER', name: 'Труба ПНД 32 мм', unit: 'м', price: '118', costPrice: '79.35' },
  { code: 'MT-17', materialKind: 'OTHER', name: 'Труба дренажная 110 мм', unit: 'м', price: '196', costPrice: '138' },
  { code: 'MT-18', materialKind: 'OTHER', name: 'Бетон М300', unit: 'м³', price: '7200', costPrice: '6150' },
  { code: 'MT-19', materialKind: 'OTHER', name: 'Швеллер 16П', unit: 'м', price: '1480', costPrice: '1190' },
  { code: 'MT-20', materialKind: 'OTHER', name: 'Саморез кровельный', unit: 'шт', price: '3.35', costPrice: '2.1' },
] as const;

export const PRODUCTS = [
  { code: 'TV-01', name: 'Свая винтовая СВС-89 × 2 500', unit: 'шт', price: '2350', costPrice: '1720' },
  { code: 'TV-02', name: 'Свая винтовая СВС-108 × 2 500', unit: 'шт', price: '2950', costPrice: '2180' },
  { code: 'TV-03', name: 'Свая винтовая СВС-133 × 3 000', unit: 'шт', price: '4600', costPrice: '3500' },
  { code: 'TV-04', name: 'Оголовок 200 × 200', unit: 'шт', price: '420', costPrice: '270' },
  { code: 'TV-05', name: 'Кольцо бетонное КС 10-9', unit: 'шт', price: '3300', costPrice: '2600' },
] as const;

/** VAT, percent. */
export const TAX_PERCENT = '22';
/** Diesel, roubles a litre. */
export const FUEL_PRICE = '74.50';

/** Every so many days or hours of the meter; what it costs, roubles. */
export const MAINTENANCE = [
  { title: 'ТО-250: масло, фильтры', everyHours: '250', everyDays: null, cost: [9_000, 24_000], hours: 6 },
  { title: 'Сезонный осмотр', everyHours: null, everyDays: 182, cost: [4_000, 12_000], hours: 4 },
] as const;

export const REPAIRS = ['Замена РВД гидромолота', 'Ремонт стартера', 'Замена пальцев и втулок ковша', 'Течь гидроцилиндра: замена манжет', 'Замена турбины'] as const;

/** Further drivers of the machines, beside the one who signs in: name, e-mail, how they are paid. */
export const OPERATORS = [
  { email: 'operator2@demo.test', name: 'Руслан Гарипов', payKind: 'HOURLY', payRate: '720' },
  { email: 'operator3@demo.test', name: 'Николай Щербаков', payKind: 'FIXED', payRate: '7500' },
  { email: 'operator4@demo.test', name: 'Павел Морозов', payKind: 'PERCENT', payRate: '9' },
] as const;
