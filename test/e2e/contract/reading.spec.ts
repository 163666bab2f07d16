import { readFileSync } from 'node:fs';
import {
  bodyOrderFaults,
  repeatedExamples,
  resourceOrderFaults,
  saysMore,
  unusedPermissions,
  type ReadOperation,
} from './api/document-reading.js';

interface Schema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

interface Document {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ReadOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const read = (file: string): Document => JSON.parse(readFileSync(`docs/${file}`, 'utf8')) as Document;
const files = ['openapi.json', 'openapi-admin.json'];

const operationsOf = ({ paths }: Document): [string, ReadOperation][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as [string, ReadOperation]),
  );

describe('a description', () => {
  it.each(files)('says more than the summary, on every operation of %s', (file) => {
    const silent = operationsOf(read(file)).filter(([, operation]) => !saysMore(operation));
    expect(silent.map(([where]) => where)).toEqual([]);
  });

  it.each([
    ['Read a team', 'Read a team. Needs the permission `teams:read`.'],
    ['Read a team', 'Reads a team. Read a team, a team. Read the team, the team, the team.'],
    ['Sign out', 'For good.'],
  ])('of %j is not enough as %j', (summary, description) => {
    expect(saysMore({ summary, description })).toBe(false);
  });
});

describe('the example of a body', () => {
  it.each(['openapi.json', 'openapi-admin.json'])('is that of one operation alone in %s', (file) => {
    expect(repeatedExamples(operationsOf(read(file)))).toEqual([]);
  });

  it('that operations share is found', () => {
    const action = (reason: string): ReadOperation => ({
      summary: '',
      description: '',
      requestBody: { content: { 'application/json': { schema: { $ref: '#/Reason' }, example: { reason } } } },
    });
    const operations = [
      ['hold', action('No part')],
      ['cancel', action('No part')],
      ['reject', action('Twice')],
    ] as const;
    expect(repeatedExamples(operations)).toEqual(['hold', 'cancel']);
  });
});

describe('permissions', () => {
  it.each([
    ['openapi.json', 'PermissionName'],
    ['openapi-admin.json', 'OperatorPermissionName'],
  ])('are only those that an operation needs or speaks of, in %s', (file, enumeration) => {
    const document = read(file);
    const names = document.components.schemas[enumeration]!.enum!;
    const operations = operationsOf(document).map(([, operation]) => operation);
    expect(unusedPermissions(names, operations)).toEqual([]);
  });

  it('of parts to come are found', () => {
    const operations = [{ summary: '', description: 'All with `lifts:all`.', 'x-permission': 'lifts:read' }];
    expect(unusedPermissions(['lifts:read', 'lifts:all', 'boats:read'], operations)).toEqual(['boats:read']);
  });
});

describe('fields', () => {
  it.each(files)('of a body come as people fill them: those that are needed, then the others, in %s', (file) => {
    const bodies = bodiesIn(read(file));
    const faults = bodies.flatMap(([name, schema]) => bodyOrderFaults(schema).map((field) => `${name}.${field}`));
    expect(faults).toEqual([]);
    expect(bodies.length).toBeGreaterThan(1);
  });

  it.each(files)('of a resource begin with id and name, and end with version and times, in %s', (file) => {
    const { schemas } = read(file).components;
    const faults = Object.entries(schemas).map(([name, schema]) => [name, resourceOrderFaults(schema)] as const);
    expect(faults.filter(([, fields]) => fields.length > 0)).toEqual([]);
  });

  it('in another order are found', () => {
    const named = (...names: string[]) => ({ properties: Object.fromEntries(names.map((name) => [name, {}])) });
    expect(bodyOrderFaults({ ...named('notes', 'name'), required: ['name'] })).toEqual(['name']);
    const required = ['id', 'name', 'version', 'createdAt', 'updatedAt'];
    expect(resourceOrderFaults({ ...named(...required, 'facility'), required })).toEqual([]);
    const others = ['id', 'notes', 'version', 'name', 'createdAt', 'updatedAt'];
    expect(resourceOrderFaults({ ...named(...others), required: others })).toEqual(['notes', 'version']);
    const late = ['notes', 'name', 'id', 'version', 'createdAt', 'updatedAt'];
    expect(resourceOrderFaults({ ...named(...late), required: late })).toEqual(['id']);
  });
});

function bodiesIn(document: Document): [string, Schema][] {
  const { schemas } = document.components;
  const references = operationsOf(document).map(
    ([, { requestBody }]) => requestBody?.content['application/json']?.schema.$ref,
  );
  const names = new Set(references.flatMap((reference) => reference?.split('/').slice(-1) ?? []));
  return [...names].map((name) => [name, schemas[name]!]);
}

it.each(files)('the introduction has a heading for each of its parts, in %s', (file) => {
  const { description } = read(file).info;
  expect(description.match(/^## .+$/gm)?.length).toBeGreaterThan(6);
  expect(description).not.toMatch(/^\*\*/m);
});
