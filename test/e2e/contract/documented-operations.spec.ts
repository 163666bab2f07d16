import { existsSync } from 'node:fs';
import { isListShaped } from './api/convention-faults.js';
import { isList, needsVersion, queryParameters } from './api/described-api.js';
import { documented, operationsOf } from './api/documented-operations.js';
import { contextNames } from './api/recipes/index.js';
import { propertiesOf } from './api/schema.js';
import { unpaged } from './suites/lists.suite.js';
import { isWrite, serverOwned } from './suites/mass-assignment.suite.js';
import { isKeyed } from './suites/races.suite.js';

// Tests of the contract are made for each operation, in one file per context: that none is left out, and that there is something to test.

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
  expect(operations.filter(isWrite).flatMap(serverOwned).length).toBeGreaterThan(500);
  expect(operations.filter(isList).map(({ id }) => id)).toEqual(expect.arrayContaining([...unpaged]));
});
