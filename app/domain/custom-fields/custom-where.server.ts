import { Prisma } from '~/generated/prisma/client';
import type { CustomFieldType } from './custom-field';
import type { CustomCondition } from './custom-filter';

/**
 * The condition on a column of custom values; TRUE without conditions.
 * @param column for example Prisma.sql`"custom"`
 */
export function customFieldWhere(column: Prisma.Sql, conditions: readonly CustomCondition[]): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`TRUE`;
  return Prisma.join(conditions.map((condition) => Prisma.sql`(${conditionWhere(column, condition)})`), ' AND ');
}

function conditionWhere(column: Prisma.Sql, condition: CustomCondition): Prisma.Sql {
  switch (condition.type) {
    case 'TEXT':
      return Prisma.sql`lower(${column}->>${condition.key}::text) LIKE ${`%${escapeLike(condition.text.toLowerCase())}%`}`;
    case 'CHOICE':
      return Prisma.join(condition.options.map((option) => contains(column, condition.key, option)), ' OR ');
    case 'YES_NO':
      return contains(column, condition.key, condition.value);
    case 'NUMBER':
    case 'DATE': {
      const value = customOrder(column, condition);
      const bound = (text: string) => (condition.type === 'NUMBER' ? Prisma.sql`${text}::numeric` : Prisma.sql`${text}::text COLLATE "C"`);
      const sides = [
        ...(condition.from === null ? [] : [Prisma.sql`${value} >= ${bound(condition.from)}`]),
        ...(condition.to === null ? [] : [Prisma.sql`${value} <= ${bound(condition.to)}`]),
      ];
      return Prisma.join(sides, ' AND ');
    }
  }
}

/** Containment, because the column's index answers it. */
function contains(column: Prisma.Sql, key: string, value: string | boolean): Prisma.Sql {
  return Prisma.sql`${column} @> ${JSON.stringify({ [key]: value })}::jsonb`;
}

/**
 * A custom value as something to sort and compare by; NULL where there is none. Numbers are cast only where they look
 * like one: another organisation may hold words under the same key, and the order of conditions is the planner's.
 */
export function customOrder(column: Prisma.Sql, { key, type }: { key: string; type: CustomFieldType }): Prisma.Sql {
  const text = Prisma.sql`(${column}->>${key}::text)`;
  if (type === 'NUMBER') return Prisma.sql`(CASE WHEN ${text} ~ '^-?[0-9]{1,15}([.][0-9]{1,6})?$' THEN ${text}::numeric END)`;
  return type === 'TEXT' || type === 'CHOICE' ? Prisma.sql`lower${text}` : Prisma.sql`(${text} COLLATE "C")`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
