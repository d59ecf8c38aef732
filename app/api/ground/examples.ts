/** As much of JSON Schema as the document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  example?: unknown;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  required?: string[];
  properties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  not?: JsonSchema;
}

interface Media {
  schema?: JsonSchema;
  example?: unknown;
}

export interface ApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: JsonSchema;
}

export interface ApiDocumentOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: object[];
  parameters?: ApiParameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

export interface ApiDocument {
  openapi: string;
  info: object;
  servers: { url: string }[];
  tags?: { name: string; description?: string }[];
  components?: { schemas?: Record<string, JsonSchema>; [kind: string]: unknown };
  paths: Record<string, Record<string, ApiDocumentOperation>>;
}

const DEPTH_MAX = 14;

/** The document with an example for each JSON body and answer, put together of those of the fields. */
export function withExamples(document: ApiDocument): ApiDocument {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const contents = [operation.requestBody?.content, ...Object.values(operation.responses).map(({ content }) => content)];
    for (const [type, media] of contents.flatMap((content) => Object.entries(content ?? {}))) {
      if (/json$/.test(type) && media.schema && media.example === undefined) media.example = exampleOf(media.schema, document);
    }
  }
  return document;
}

/** A value that fits the schema. */
export function exampleOf(schema: JsonSchema, document: ApiDocument, depth = 0): unknown {
  const { $ref, example, default: usual, const: only, enum: choices, anyOf, oneOf, allOf, properties, items, format } = schema;
  if (example !== undefined) return example;
  if ($ref) return exampleOf(document.components?.schemas?.[$ref.split('/').at(-1) ?? ''] ?? {}, document, depth + 1);
  if (usual !== undefined) return usual;
  if (only !== undefined) return only;
  if (choices) return choices[0];
  if (allOf) return Object.assign({}, ...allOf.map((part) => exampleOf(part, document, depth + 1))) as object;
  const branches = anyOf ?? oneOf;
  if (branches) return exampleOf(branches.find((branch) => branch.type !== 'null') ?? {}, document, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (properties) return depth > DEPTH_MAX ? {} : Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, exampleOf(property, document, depth + 1)]));
  if (type === 'array') return items && depth <= DEPTH_MAX ? [exampleOf(items, document, depth + 1)] : [];
  if (type === 'object') return {};
  if (type === 'integer' || type === 'number') return schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : schema.exclusiveMinimum + 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  const texts: Record<string, string> = { uuid: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', date: '2026-11-21', 'date-time': '2026-11-21T09:30:00.000Z', email: 'anna@example.com', uri: 'https://example.com/' };
  return texts[format ?? ''] ?? 'text';
}
