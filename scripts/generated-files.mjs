// Generated files that are committed. `npm run check` fails for stale ones, `npm run generated` writes all. A generator writes its file;
// with --check it writes nothing and exits with 1 when the file would change.
export const generatedFiles = [
  { file: 'migrations/tenant.baseline.sql', generator: ['scripts/write-baseline.mjs'] },
  { file: 'migrations/manifest.json', generator: ['scripts/write-manifest.mjs'] },
  { file: 'docs/permissions.md', generator: ['scripts/write-permissions.mjs'] },
  { file: 'docs/command-line.md', generator: ['scripts/write-commands.mjs'] },
  { file: 'docs/problem-codes.md', generator: ['scripts/write-problem-codes.mjs'] },
  { file: 'docs/events.md', generator: ['scripts/write-events.mjs'] },
  { file: 'docs/notifications.md', generator: ['scripts/write-notifications.mjs'] },
  {
    file: 'docs/openapi.json or openapi-admin.json',
    generator: ['scripts/run-ts.mjs', 'src/cli.ts', 'openapi', 'write'],
  },
  { file: 'libs/client/api.generated.ts', generator: ['scripts/write-client-types.mjs'] },
  { file: 'libs/client/schemas.generated.ts', generator: ['scripts/write-client-schemas.mjs'] },
];
