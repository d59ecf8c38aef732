import { pool } from '../../app/platform/db.server';

interface Place {
  organizationId: string;
  /** Who owns and makes the records, in turn. */
  userIds: readonly string[];
}

/** Fills an organisation with contacts by one statement: three years of arrivals, half of them companies; the same for the same count. */
export async function fillContacts({ organizationId, userIds }: Place, count: number): Promise<void> {
  await pool.query({
    text: `
INSERT INTO "Contact" ("id", "organizationId", "kind", "name", "contactPerson", "phones", "emails", "city", "address", "inn", "source", "tags", "notes", "ownerId", "createdById", "lastActivityAt", "createdAt", "updatedAt")
SELECT gen_random_uuid(), $1::uuid, (CASE WHEN n % 2 = 0 THEN 'COMPANY' ELSE 'PERSON' END)::"ContactKind",
  CASE WHEN n % 2 = 0 THEN (ARRAY['ООО','АО','ИП','СНТ'])[1 + n % 4] || ' «' || heads[1 + n % 15] || tails[1 + n / 15 % 10] || '» ' || n / 150
    ELSE lasts[1 + n % 7] || ' ' || firsts[1 + n / 7 % 8] || ' ' || n / 56 END,
  CASE WHEN n % 2 = 0 THEN firsts[1 + n % 8] || ' ' || lasts[1 + n / 8 % 7] END,
  ARRAY['+79' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0')], CASE WHEN n % 5 > 0 THEN ARRAY['client' || n || '@example.test'] ELSE '{}' END,
  (ARRAY['Москва','Подольск','Тверь','Калуга','Владимир','Рязань','Тула','Казань'])[1 + n * 31 % 8], 'ул. Складочная, ' || n % 90,
  CASE WHEN n % 2 = 0 THEN '77' || lpad((n::bigint * 104729 % 100000000)::text, 8, '0') END,
  (ARRAY['Рекомендация','Авито','Звонок','Форма','Импорт',NULL])[1 + n * 7 % 6], CASE WHEN n % 3 = 0 THEN ARRAY['постоянный'] ELSE '{}' END,
  CASE WHEN n % 4 = 0 THEN 'Участок ' || n % 5000 || ', подъезд с востока' END, owners[1 + n % cardinality(owners)], owners[1 + n % cardinality(owners)], at, at, at
FROM (SELECT n, now() - n * interval '3 years' / $3::int AS at, $2::uuid[] AS owners,
  ARRAY['Строй','Дом','Гео','Агро','Тепло','Спец','Мос','Волга','Север','Лес','Инж','Энерго','Дор','Сад','Техно'] AS heads,
  ARRAY['проект','монтаж','сервис','град','ресурс','комплект','альянс','инвест','центр','групп'] AS tails,
  ARRAY['Анна','Иван','Мария','Пётр','Ольга','Сергей','Елена','Дмитрий'] AS firsts,
  ARRAY['Кузнецова','Смирнов','Попова','Васильев','Новикова','Морозов','Волкова'] AS lasts FROM generate_series(1, $3::int) n) rows`,
    values: [organizationId, userIds, count],
  });
}

/**
 * Deals with their stays on the board: a fifth open and of the last weeks, the others of two years, most of them closed.
 * @param stageIds four, in their order
 */
export async function fillDeals({ organizationId, userIds }: Place, pipeline: { id: string; stageIds: string[]; lostReasonIds: string[] }, count: number): Promise<void> {
  await pool.query({
    text: `
WITH contacts AS (SELECT "id", row_number() OVER (ORDER BY "createdAt", "id") - 1 AS at FROM "Contact" WHERE "organizationId" = $1::uuid),
rows AS (
  SELECT gen_random_uuid() AS id, n, CASE WHEN n % 50 < 3 THEN 'NEW' WHEN n % 50 < 10 THEN 'IN_PROGRESS' WHEN n % 50 < 16 THEN 'WON' WHEN n % 50 < 25 THEN 'LOST' ELSE 'CLOSED' END AS state,
    n % 50 BETWEEN 10 AND 15 OR n % 50 >= 37 AS won, CASE WHEN n % 50 < 3 THEN 0 WHEN n % 50 < 10 THEN 1 + n / 50 % 4 WHEN n % 50 BETWEEN 10 AND 15 OR n % 50 >= 37 THEN 4 ELSE n / 50 % 5 END AS stages,
    CASE WHEN n % 50 < 10 THEN now() - (25 + n % 20) * interval '1 day' ELSE now() - interval '60 days' - n * interval '2 years' / $7::int END AS made
  FROM generate_series(1, $7::int) n),
deals AS (
  INSERT INTO "Deal" ("id", "organizationId", "title", "contactId", "pipelineId", "state", "stageId", "amount", "currency", "expectedCloseDay", "ownerId", "createdById",
    "lostReasonId", "stateChangedAt", "stageEnteredAt", "wonAt", "lostAt", "closedAt", "lastActivityAt", "createdAt", "updatedAt")
  SELECT r.id, $1::uuid, (ARRAY['Свайное поле','Аренда экскаватора','Бурение под опоры','Скважина на воду','Автокран на монтаж'])[1 + n % 5] || ', участок ' || n % 9000,
    c."id", $3::uuid, r.state::"DealState", CASE WHEN r.state = 'IN_PROGRESS' THEN ($4::uuid[])[r.stages] END, 10000 + n::bigint * 7919 % 5000000,
    CASE WHEN n % 20 = 0 THEN 'EUR' ELSE 'RUB' END, (r.made + interval '45 days')::date, ($2::uuid[])[1 + n % cardinality($2::uuid[])], ($2::uuid[])[1 + n % cardinality($2::uuid[])],
    CASE WHEN NOT r.won AND r.state IN ('LOST', 'CLOSED') THEN ($5::uuid[])[1 + n % cardinality($5::uuid[])] END, r.made, r.made + r.stages * interval '5 days',
    CASE WHEN r.won THEN ended END, CASE WHEN NOT r.won AND r.state IN ('LOST', 'CLOSED') THEN ended END, CASE WHEN r.state = 'CLOSED' THEN ended + interval '20 days' END, ended, r.made, ended
  FROM rows r JOIN contacts c ON c.at = r.n::bigint * 7 % (SELECT count(*) FROM contacts), LATERAL (SELECT r.made + (r.stages + 1) * interval '5 days' AS ended) AS e),
stays AS (
  SELECT r.id, r.state AS last, r.stages, s.at, r.made + s.at * interval '5 days' AS entered,
    CASE WHEN s.at = 0 THEN 'NEW' WHEN s.at <= r.stages THEN 'IN_PROGRESS' WHEN s.at = r.stages + 1 THEN CASE WHEN r.won THEN 'WON' ELSE 'LOST' END ELSE 'CLOSED' END AS state
  FROM rows r, generate_series(0, r.stages + CASE r.state WHEN 'WON' THEN 1 WHEN 'LOST' THEN 1 WHEN 'CLOSED' THEN 2 ELSE 0 END) AS s(at))
INSERT INTO "DealStep" ("id", "organizationId", "dealId", "state", "stageId", "enteredAt", "leftAt", "byId")
SELECT gen_random_uuid(), $1::uuid, id, state::"DealState", CASE WHEN state = 'IN_PROGRESS' THEN ($4::uuid[])[at] END, entered,
  CASE WHEN at < max(at) OVER (PARTITION BY id) THEN entered + interval '5 days' END, $6::uuid FROM stays`,
    values: [organizationId, userIds, pipeline.id, pipeline.stageIds, pipeline.lostReasonIds, userIds[0], count],
  });
}

/** Calls, messages, meetings and notes about the deals, two years of them. */
export async function fillActivities({ organizationId, userIds }: Place, count: number): Promise<void> {
  await pool.query({
    text: `
WITH deals AS (SELECT "id", "contactId", row_number() OVER (ORDER BY "createdAt", "id") - 1 AS at FROM "Deal" WHERE "organizationId" = $1::uuid)
INSERT INTO "Activity" ("id", "organizationId", "dealId", "contactId", "kind", "body", "durationMin", "authorId", "occurredAt", "createdAt")
SELECT gen_random_uuid(), $1::uuid, d."id", d."contactId", (ARRAY['CALL','CALL','CALL','EMAIL','EMAIL','NOTE','MEETING'])[1 + n % 7]::"ActivityKind",
  'Уточнили объём и срок, участок ' || n % 9000, CASE WHEN n % 7 < 3 THEN 5 + n % 20 END, ($2::uuid[])[1 + n % cardinality($2::uuid[])], when_, when_
FROM generate_series(1, $3::int) n JOIN deals d ON d.at = n::bigint * 11 % (SELECT count(*) FROM deals), LATERAL (SELECT now() - n * interval '2 years' / $3::int AS when_) AS w`,
    values: [organizationId, userIds, count],
  });
}

/** Tasks of two years, a tenth of them still to do. */
export async function fillTasks({ organizationId, userIds }: Place, count: number): Promise<void> {
  await pool.query({
    text: `
INSERT INTO "Task" ("id", "organizationId", "title", "state", "dueAt", "hasTime", "assigneeId", "createdById", "doneAt", "createdAt", "updatedAt")
SELECT gen_random_uuid(), $1::uuid, (ARRAY['Позвонить и уточнить срок','Отправить смету','Подготовить договор','Забронировать технику'])[1 + n % 4] || ' ' || n % 9000,
  (CASE WHEN n % 10 = 0 THEN 'TODO' ELSE 'DONE' END)::"TaskState", at + interval '3 days', true, ($2::uuid[])[1 + n % cardinality($2::uuid[])], ($2::uuid[])[1 + n % cardinality($2::uuid[])],
  CASE WHEN n % 10 > 0 THEN at + interval '2 days' END, at, at
FROM (SELECT n, now() - interval '2 days' - n * interval '2 years' / $3::int AS at FROM generate_series(1, $3::int) n) rows`,
    values: [organizationId, userIds, count],
  });
}
