import { jest } from '@jest/globals';
import { createTestApp, type TestApp } from '#libs/testing';
import { operationsOf } from '../api/documented-operations.js';
import type { ContextName } from '../api/recipes/index.js';
import { answers } from './answers.suite.js';
import { bodies } from './bodies.suite.js';
import type { ContractSuite } from './contract-suite.js';
import { lists } from './lists.suite.js';
import { massAssignment } from './mass-assignment.suite.js';
import { parameters } from './parameters.suite.js';
import { races } from './races.suite.js';
import { refusals } from './refusals.suite.js';
import { statements } from './statements.suite.js';

const suites: Readonly<Record<string, ContractSuite>> = {
  answers,
  'fields of the server': massAssignment,
  refusals,
  statements,
  lists,
  bodies,
  parameters,
  races,
};

/** Every side of the contract for the operations of one context: one application, and a tenant for each side. */
export function contractOf(context: ContextName): void {
  jest.setTimeout(60_000);
  let testApp: TestApp;
  beforeAll(async () => {
    // without a beat: nothing is generated between two looks at the rows
    testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  });
  afterAll(() => testApp?.close());

  const operations = operationsOf(context);
  for (const [side, suite] of Object.entries(suites)) describe(side, () => suite(operations, () => testApp));
}
