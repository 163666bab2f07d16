import type { TestApp } from '#libs/testing';
import type { Operation } from '../api/described-api.js';

/** Defines the tests of one side of the contract for some operations. The application is there once tests run. */
export type ContractSuite = (operations: readonly Operation[], testApp: () => TestApp) => void;
