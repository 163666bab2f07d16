import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { operationsOf } from '../api/documented-operations.js';
import { PreparedCalls } from '../api/prepared-calls.js';
import type { ContextName } from '../api/recipes/index.js';
import { Stage } from '../api/stage.js';
import { triesEverything } from '../../../support/sampling.js';
import { answers } from './answers.suite.js';
import { bodies } from './bodies.suite.js';
import type { Contract, ContractSuite } from './contract-suite.js';
import { hostileInput } from './hostile-input.suite.js';
import { isolation } from './isolation.suite.js';
import { storedResponses } from './stored-responses.suite.js';
import { lists } from './lists.suite.js';
import { massAssignment } from './mass-assignment.suite.js';
import { operatorLog } from './operator-log.suite.js';
import { oneTransaction } from './one-transaction.suite.js';
import { parameters } from './parameters.suite.js';
import { races } from './races.suite.js';
import { refusals } from './refusals.suite.js';
import { roles } from './roles.suite.js';
import { statements } from './statements.suite.js';

// suites that damage their tenant come last
const suites: Readonly<Record<string, ContractSuite>> = {
  roles,
  answers,
  statements,
  'one transaction': oneTransaction,
  'kept answers': storedResponses,
  'fields of the server': massAssignment,
  refusals,
  lists,
  bodies,
  parameters,
  isolation,
  'the log of operators': operatorLog,
  races,
  'hostile input': hostileInput,
};

type Environment = () => Promise<Readonly<Record<string, string>>>;

/**
 * All suites of the contract for the operations of one context, on one application.
 * @param environment what the application of this context needs beside, such as the address of another machine
 */
export function contractOf(context: ContextName, environment: Environment = async () => ({})): void {
  jest.setTimeout(triesEverything ? 300_000 : 60_000);
  let testApp: TestApp;
  beforeAll(async () => {
    // without timers: nothing is generated between two reads of the rows
    testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600', ...(await environment()) } });
  });

  const operations = operationsOf(context);
  const contract: Contract = {
    context,
    testApp: () => testApp,
    stage: once(async () => Stage.of(await provisionTestTenant(testApp), 'sample')),
    calls: once(() => PreparedCalls.of(testApp, operations)),
  };
  for (const [side, suite] of Object.entries(suites)) describe(side, () => suite(operations, contract));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
