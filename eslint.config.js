import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';
import { fieldpilot, severities } from './scripts/lint/plugin.mjs';

const typescript = ['**/*.ts'];
const production = ['src/**/*.ts', 'libs/**/*.ts'];
const tests = ['**/*.spec.ts', '**/*.chaos.ts', 'test/**/*.ts', 'libs/testing/**/*.ts'];
const specs = ['**/*.spec.ts', '**/*.chaos.ts'];

// Restrictions that isolate tenants: only the database libraries are exempt.
const isolation = [
  'no-connection',
  'no-kysely-of-em',
  'no-orm-em',
  'no-named-result-cache',
  'no-schema-option',
  'no-built-sql',
  'no-flush',
];

const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'Buffer', 'URL', 'fetch', 'performance', 'setTimeout', 'setInterval', 'clearTimeout']
    .concat(['clearInterval', 'setImmediate', 'structuredClone', 'AbortSignal', 'AbortController', 'TextDecoder'])
    .map((name) => [name, 'readonly']),
);

const size = {
  complexity: ['error', 12],
  'max-depth': ['error', 3],
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
};

const language = {
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // An async method without await is a way to implement an interface that returns a promise.
  '@typescript-eslint/require-await': 'off',
  eqeqeq: 'error',
  'no-console': 'error',
};

export default defineConfig(
  globalIgnores([
    '**/dist*/**',
    'coverage/**',
    '.data/**',
    'test/architecture/fixtures/**',
    'test/clients/**',
    '**/*.generated.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { fieldpilot } },
  js.configs.recommended,
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: { ...language, ...size },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: nodeGlobals },
    rules: { ...size, 'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] },
  },
  {
    files: production,
    ignores: tests,
    rules: severities(
      'error',
      ...isolation,
      'no-process-env',
      'no-request-scope',
      'no-undefined-code',
      'no-forward-ref',
      'few-dependencies',
    ),
  },
  { files: ['libs/**/*.ts'], ignores: tests, rules: severities(['error', { quotedSchema: true }], 'no-built-sql') },
  {
    files: ['libs/{database,isolation,migrations,postgres-server}/**/*.ts'],
    rules: severities('off', ...isolation),
  },
  {
    // The database libraries and the channel of signals are exempt, because others write through them.
    files: ['src/**/*.ts', 'libs/{audit,events,idempotency,jobs,limits,mail,operations}/**/*.ts'],
    ignores: [...tests, '**/*.writes.ts'],
    rules: severities('error', 'no-write'),
  },
  {
    // Requests and the hooks that go on with them carry their own context; libs/testing and one spec act as a request.
    files: typescript,
    ignores: [
      'libs/{database,http,idempotency}/**/*.ts',
      'libs/testing/test-tenant.ts',
      'libs/logging/logging.spec.ts',
      'src/contexts/notifications/stream/application/open-streams.service.spec.ts',
      'test/integration/tenancy/spare-schemas.spec.ts',
    ],
    rules: severities('error', 'no-own-context'),
  },
  { files: ['src/**/*.ts'], rules: severities('error', 'no-context-exit') },
  { files: ['**/*.queries.ts'], rules: severities('error', 'no-write-in-query') },
  { files: ['libs/config/**/*.ts'], rules: severities('off', 'no-process-env') },
  { files: ['libs/kernel/**/*.ts'], rules: severities('off', 'no-undefined-code') },
  {
    files: ['src/contexts/**/{domain,http,subscribers}/**/*.ts', 'src/contexts/*/*.ts'],
    ignores: tests,
    rules: severities('error', 'no-transaction'),
  },
  {
    files: ['src/contexts/**/*.ts'],
    ignores: [...tests, 'src/contexts/**/*.client.ts'],
    rules: severities('error', 'no-outside-call'),
  },
  { files: ['src/cli*', 'src/cli/**/*.ts', 'test/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      // Bodies of HTTP responses and rows of raw SQL are untyped.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // A describe block is a list of tests, so its length does not matter.
      'max-lines-per-function': 'off',
    },
  },
  {
    files: specs,
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-commented-out-tests': 'error',
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', '**.expect', 'fc.assert', 'assert*'] },
      ],
    },
  },
  { files: ['**/*.spec.ts'], rules: severities('error', 'no-sleep-in-test') },
  prettier,
);
