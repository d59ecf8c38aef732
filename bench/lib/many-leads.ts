import { pool } from '../../app/platform/db.server';

/**
 * Fills an organisation with requests by one statement: two years of arrivals, a tenth of them open, scores as the default
 * table gives them, realistic shares of colours, services and assignees; the same for the same count.
 */
export async function fillLeads(organizationId: string, serviceIds: string[], assigneeId: string, count: number): Promise<void> {
  await pool.query({
    text: `
INSERT INTO "Lead" (
  "id", "organizationId", "reference", "publicToken", "submissionKey", "firstName", "lastName", "email", "phone", "serviceId",
  "businessNiche", "companySize", "budget", "deadline", "comments", "privacyConsentAt", "state", "rejectReason", "assigneeId",
  "score", "ruleScore", "priority", "scoreParts", "scoringVersion", "responseDueAt", "respondedAt", "createdAt", "updatedAt")
SELECT gen_random_uuid(), $1::uuid, 'R' || n, md5($5::text || n), md5('s' || $5::text || n),
  (ARRAY['Анна','Иван','Мария','Пётр','Ольга','Сергей','Елена','Дмитрий'])[1 + n % 8],
  (ARRAY['Кузнецова','Смирнов','Попова','Васильев','Новикова','Морозов','Волкова'])[1 + n % 7] || '-' || n % 1000,
  'visitor' || n || '@example.test', '+79' || lpad((n::bigint * 7919 % 1000000000)::text, 9, '0'), ($2::uuid[])[1 + n % cardinality($2::uuid[])],
  (ARRAY['Винтовые сваи','Аренда техники','Бурение','Строительство'])[1 + n % 4], '50-100', '1,5 млн', '1m',
  'Нужна консультация по участку ' || n % 5000, at,
  (CASE WHEN n % 10 = 0 THEN 'NEW' WHEN n % 10 = 1 THEN 'IN_PROGRESS' WHEN n % 10 < 8 THEN 'REJECTED' ELSE 'SPAM' END)::"LeadState",
  CASE WHEN n % 10 BETWEEN 2 AND 7 THEN 'Не наш профиль' END, CASE WHEN n % 3 = 0 THEN $3::uuid END,
  score, score, (CASE WHEN score > 80 THEN 'high' WHEN score >= 50 THEN 'medium' ELSE 'low' END)::"LeadPriority",
  '{"budget":30,"companySize":15,"urgency":15,"reasons":[]}', 1, at + interval '4 hours', CASE WHEN n % 10 > 1 THEN at + interval '2 hours' END, at, at
FROM (SELECT n, now() - n * interval '2 years' / $4::int AS at,
  (ARRAY[20, 30, 40, 45, 50, 60, 65, 75, 80, 100])[1 + (n::bigint * 31 % 97) % 10] AS score FROM generate_series(1, $4::int) n) rows`,
    values: [organizationId, serviceIds, assigneeId, count, organizationId],
  });
}
