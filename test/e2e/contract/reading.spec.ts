import { readFileSync } from 'node:fs';
import { saysMore, unusedPermissions, type ReadOperation } from './api/document-reading.js';

interface Document {
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ReadOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

const read = (file: string): Document => JSON.parse(readFileSync(`docs/${file}`, 'utf8')) as Document;
const document = read('openapi.json');

const operationsOf = ({ paths }: Document): [string, ReadOperation][] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as [string, ReadOperation]),
  );

describe('a description', () => {
  it.each(['openapi.json', 'openapi-admin.json'])('says more than the summary, on every operation of %s', (file) => {
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

describe('permissions', () => {
  it('are only those that an operation needs or speaks of', () => {
    const names = document.components.schemas['PermissionName']!.enum!;
    const operations = operationsOf(document).map(([, operation]) => operation);
    expect(unusedPermissions(names, operations)).toEqual([]);
  });

  it('of parts to come are found', () => {
    const operations = [{ summary: '', description: 'All with `lifts:all`.', 'x-permission': 'lifts:read' }];
    expect(unusedPermissions(['lifts:read', 'lifts:all', 'boats:read'], operations)).toEqual(['boats:read']);
  });
});

it('the introduction has a heading for each of its parts', () => {
  const { description } = document.info;
  expect(description.match(/^## .+$/gm)?.length).toBeGreaterThan(7);
  expect(description).not.toMatch(/^\*\*/m);
});
