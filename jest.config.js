import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./swcrc.jest.json', import.meta.url), 'utf8'));

export default {
  testSequencer: '<rootDir>/test/setup/longest-first.mjs',
  runtime: '<rootDir>/test/setup/lasting-modules-runtime.mjs',
  testEnvironment: '<rootDir>/test/setup/spec-file-environment.mjs',
  resolver: '<rootDir>/test/setup/remembering-resolver.mjs',
  roots: ['<rootDir>/test', '<rootDir>/src', '<rootDir>/libs'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/architecture/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test/architecture/fixtures/'],
  maxWorkers: 2,
  // modules of every spec file stay in the worker that ran it: beyond this a fresh one goes on, which compiles everything anew
  workerIdleMemoryLimit: '1536MB',
  // a worker with a large heap is gone within half a second only on an idle machine; one that leaks is told of all the same
  workerGracefulExitTimeout: 10_000,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/index.ts',
    '^#contexts/([^/]+)$': '<rootDir>/src/contexts/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  testTimeout: 30_000,
  setupFiles: ['<rootDir>/test/setup/register-application.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup/answered-codes.ts', '<rootDir>/test/setup/committed-events.ts'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
