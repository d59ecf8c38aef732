import { createConfig, lintFromString } from '@redocly/openapi-core';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import openapiTS, { astToString } from 'openapi-typescript';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '../../../test/api';
import type { ApiDocument } from './examples';

let document: ApiDocument;

beforeAll(async () => {
  ({ document } = await openApi());
  // all of the application is read for it
}, 120_000);

const operations = () => Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the document', () => {
  it('is accepted by a public validator', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(problems.filter(({ severity }) => severity === 'error').map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`)).toEqual([]);
  });

  it('has examples that fit their own schemas', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema({ $id: 'api', ...document });
    const escape = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
    const faults: string[] = [];
    for (const [address, methods] of Object.entries(document.paths)) {
      for (const [method, { operationId, requestBody, responses }] of Object.entries(methods)) {
        const media = [
          ...Object.entries(requestBody?.content ?? {}).map(([type, { example }]) => ({ type, example, at: `requestBody/content/${escape(type)}` })),
          ...Object.entries(responses).flatMap(([status, { content }]) => Object.entries(content ?? {}).map(([type, { example }]) => ({ type, example, at: `responses/${status}/content/${escape(type)}` }))),
        ];
        for (const { type, example, at } of media.filter(({ type: kind }) => kind.endsWith('json'))) {
          const validate = ajv.compile({ $ref: `api#/paths/${escape(address)}/${method}/${at}/schema` });
          if (!validate(example)) faults.push(`${operationId} ${at} (${type}): ${ajv.errorsText(validate.errors)} in ${JSON.stringify(example)?.slice(0, 300)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('says of every operation what it is and what can go wrong', () => {
    for (const { operationId, summary, tags, responses } of operations()) {
      expect(summary, operationId).not.toBe('');
      expect(tags, operationId).toHaveLength(1);
      expect(Object.keys(responses).filter((status) => status.startsWith('4')).length, operationId).toBeGreaterThan(0);
    }
  });
});

describe('a typed client made of the document', () => {
  it('compiles, and refuses what the document forbids', async () => {
    // in the project, so that its own openapi-fetch is found
    const folder = await mkdtemp(path.join(process.cwd(), 'node_modules/.cache/api-client-'));
    try {
      await writeFile(path.join(folder, 'api.d.ts'), astToString(await openapiTS(document as never)));
      const program = (body: string) => `import createClient from 'openapi-fetch';\nimport type { paths } from './api';\nconst api = createClient<paths>({ baseUrl: '/api' });\n${body}\n`;
      await writeFile(path.join(folder, 'right.ts'), program(`
        const { data, error } = await api.GET('/v1/contacts', { params: { query: { limit: 10, kind: 'COMPANY' } } });
        const names: string[] = data?.items.map(({ name }) => name) ?? [];
        const title: string | undefined = error?.title;
        const made = await api.POST('/v1/contacts', { body: { kind: 'PERSON', name: 'Anna' } });
        export const id: string | undefined = made.data?.id;
        export { names, title };`));
      await writeFile(path.join(folder, 'wrong.ts'), program(`export const made = await api.POST('/v1/contacts', { body: { kind: 'ROBOT', name: 1 } });`));
      expect(faultsOf(path.join(folder, 'right.ts'))).toEqual([]);
      expect(faultsOf(path.join(folder, 'wrong.ts'))).not.toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function faultsOf(file: string): string[] {
  const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [] });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
