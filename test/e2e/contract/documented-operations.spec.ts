import { existsSync } from 'node:fs';
import { collectionsOf, isPaged, uuidParameters, uuidPlaces } from '../isolation/twin-stages.js';
import { isListShaped } from './api/convention-faults.js';
import { isList, needsVersion, queryParameters } from './api/described-api.js';
import { documented, operationsOf } from './api/documented-operations.js';
import { casesOf, partsOfRequest } from './api/hostile-cases.js';
import { takesKey } from './api/keyed-call.js';
import { contextNames } from './api/recipes/index.js';
import { propertiesOf } from './api/schema.js';
import { takesSecret } from './api/secret-fields.js';
import { isNested, isOfTenant } from './suites/isolation.suite.js';
import { unpaged } from './suites/lists.suite.js';
import { isWrite, serverOwned } from './suites/mass-assignment.suite.js';
import { isKeyed } from './suites/races.suite.js';
import { matrixOf } from './suites/roles.suite.js';

// Tests of the contract are made for each operation, in one file per context. This checks that none is left out, and that there are any.

const { operations } = documented;
const some = (test: (operation: (typeof operations)[number]) => boolean) => operations.filter(test).length;

it('every operation is of a context whose file tests it', () => {
  const tested = contextNames.flatMap((name) => operationsOf(name));
  expect(tested).toHaveLength(operations.length);
  expect(operations.length).toBeGreaterThan(80);
  const files = contextNames.map((name) => `test/e2e/contract/contexts/${name}.spec.ts`);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

it('there are operations of every kind', () => {
  const isRead = (method: string): boolean => method === 'GET';
  expect(some(isKeyed)).toBeGreaterThan(20);
  expect(some(needsVersion)).toBeGreaterThan(20);
  expect(some((each) => isList(each) && !unpaged.has(each.id))).toBeGreaterThan(10);
  expect(some((each) => isRead(each.method) && !isListShaped(each) && each.access !== 'public')).toBeGreaterThan(6);
  expect(some(({ body }) => Object.keys(propertiesOf(body)).length > 0)).toBeGreaterThan(20);
  expect(some((each) => each.access !== 'public' && queryParameters(each).length > 1)).toBeGreaterThan(5);
  expect(operations.filter(isOfTenant).flatMap(collectionsOf).length).toBeGreaterThan(40);
  expect(some((each) => isOfTenant(each) && isNested(each))).toBeGreaterThan(0);
  expect(operations.filter(isOfTenant).flatMap(uuidPlaces).length).toBeGreaterThan(10);
  expect(operations.filter(isOfTenant).flatMap(uuidParameters).length).toBeGreaterThan(10);
  expect(some(isPaged)).toBeGreaterThan(10);
  expect(some(takesKey)).toBeGreaterThan(20);
  expect(some((each) => takesKey(each) && takesSecret(each))).toBeGreaterThan(0);
  expect(some(({ permission }) => permission !== undefined)).toBeGreaterThan(50);
  expect(operations.filter(isWrite).flatMap(serverOwned).length).toBeGreaterThan(500);
  expect(operations.filter(isList).map(({ id }) => id)).toEqual(expect.arrayContaining([...unpaged]));
});

it('every part of a request is given thousands of hostile values', () => {
  for (const [name, part] of Object.entries(partsOfRequest)) {
    const cases = operations.flatMap((operation) => casesOf(part, operation));
    expect({ name, many: cases.length > 1_000 }).toEqual({ name, many: true });
  }
});

it('the matrices of roles decide on the operations that there are, and on no others', () => {
  for (const name of contextNames) {
    const ids = operationsOf(name).map(({ id }) => id);
    expect(Object.keys(matrixOf(name)).sort()).toEqual(ids.sort());
  }
});
