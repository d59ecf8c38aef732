import { Prisma, type PrismaClient } from '~/generated/prisma/client';

/** A query that would have crossed the wall between organisations: a mistake in the code, never in the input. */
export class OrganizationWallError extends Error {
  override name = 'OrganizationWallError';
}

type Values = Record<string, unknown>;

const FILTERED = new Set([
  'findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany', 'count', 'aggregate', 'groupBy',
  'delete', 'deleteMany',
]);
const UPDATING = new Set(['update', 'updateMany', 'updateManyAndReturn']);
const CREATING = new Set(['create', 'createMany', 'createManyAndReturn']);
/** Of an organisation's own row only these: making and removing one is nobody's business inside it. */
const ON_OWN_ROW = new Set([...FILTERED, ...UPDATING].filter((operation) => !operation.startsWith('delete')));
/** Nested writes that can reach a row by a key of the caller's choice. */
const REACHING = new Set(['connect', 'connectOrCreate', 'set', 'disconnect', 'upsert']);

const MODEL_FIELDS = new Map(
  Object.values(Prisma.ModelName).map((model) => {
    const fields: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`);
    return [model as string, new Set(Object.keys(fields as object))];
  }),
);

/** Makes a client that adds the organisation to every query; use `orgDb()`, which keeps one for each. */
export function bindToOrganization(client: PrismaClient, organizationId: string) {
  return client.$extends({
    name: 'organization-wall',
    query: {
      $allModels: {
        $allOperations({ model, operation, args, query }) {
          return query(wallArgs({ model, operation, args: (args ?? {}) as Values, organizationId }) as typeof args);
        },
      },
    },
  });
}

interface Call {
  model: string;
  operation: string;
  args: Values;
  organizationId: string;
}

/** The arguments with the organisation added. Throws OrganizationWallError for what it cannot make safe. */
export function wallArgs({ model, operation, args, organizationId }: Call): Values {
  const key = boundKey(model, operation);
  const bound = (values: unknown) => bindValues((values ?? {}) as Values, key, organizationId, model);
  const boundData = (data: unknown, isUpdate: boolean) => {
    const rows = Array.isArray(data) ? data : [data];
    for (const row of rows) refuseReaching(row as Values, model);
    if (isUpdate) {
      bound(data);
      return data;
    }
    return Array.isArray(data) ? data.map(bound) : bound(data);
  };

  if (FILTERED.has(operation)) return { ...args, where: bound(args.where) };
  if (UPDATING.has(operation)) return { ...args, where: bound(args.where), data: boundData(args.data, true) };
  if (CREATING.has(operation)) return { ...args, data: boundData(args.data, false) };
  if (operation === 'upsert') {
    return {
      ...args,
      where: bound(args.where),
      create: boundData(args.create, false),
      update: boundData(args.update, true),
    };
  }
  throw new OrganizationWallError(`${model}.${operation} is not allowed for one organisation`);
}

function boundKey(model: string, operation: string): string {
  if (MODEL_FIELDS.get(model)?.has('organizationId')) return 'organizationId';
  if (model === 'Organization' && ON_OWN_ROW.has(operation)) return 'id';
  throw new OrganizationWallError(`${model}.${operation}: its rows belong to no organisation, use the unbound client`);
}

/** Adds the key; a value that is there already must be this organisation's. */
function bindValues(values: Values, key: string, organizationId: string, model: string): Values {
  const named = values[key];
  if (named !== undefined && named !== organizationId) {
    throw new OrganizationWallError(`${model}: another organisation is named`);
  }
  for (const [name, value] of Object.entries(values)) {
    // compound unique keys such as organizationId_id: { organizationId, id }
    if (!name.startsWith(`${key}_`) || typeof value !== 'object' || value === null) continue;
    if ((value as Values)[key] !== organizationId) {
      throw new OrganizationWallError(`${model}.${name}: another organisation is named`);
    }
  }
  return { ...values, [key]: organizationId };
}

/** Rows are tied together by their scalar ids, which composite foreign keys hold within the organisation. */
function refuseReaching(data: Values | undefined, model: string): void {
  const scalars = MODEL_FIELDS.get(model);
  for (const [name, value] of Object.entries(data ?? {})) {
    if (scalars?.has(name) || typeof value !== 'object' || value === null) continue;
    if (mentionsReaching(value)) {
      throw new OrganizationWallError(`${model}.${name}: set the id column instead of connecting the relation`);
    }
  }
}

function mentionsReaching(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mentionsReaching);
  if (typeof value !== 'object' || value === null || value instanceof Date) return false;
  return Object.entries(value).some(([name, inner]) => REACHING.has(name) || mentionsReaching(inner));
}
