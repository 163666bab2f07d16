import type { TestApp } from '#libs/testing';
import type { Operation } from '../api/described-api.js';
import type { PreparedCalls } from '../api/prepared-calls.js';
import type { ContextName } from '../api/recipes/index.js';
import type { Stage } from '../api/stage.js';

/** Shared by the suites of one context. The application exists once tests run; the rest is created on first use. */
export interface Contract {
  readonly context: ContextName;
  testApp(): TestApp;
  /** A tenant for calls that succeed, each on rows of its own. */
  stage(): Promise<Stage>;
  /** A tenant for calls that have no effect. */
  calls(): Promise<PreparedCalls>;
}

/** Defines the tests of one suite for some operations. */
export type ContractSuite = (operations: readonly Operation[], contract: Contract) => void;
