import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createClientProject, type ClientProject } from '../support/client-package.js';
import { repository, toolTimeout } from './run-tool.js';

jest.setTimeout(toolTimeout);

interface PackageJson {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const jsonOf = <T>(file: string) => JSON.parse(readFileSync(join(repository, file), 'utf8')) as T;

let project: ClientProject;
beforeAll(async () => (project = await createClientProject()));
afterAll(() => project.remove());

/** Whether each schema of the document is exported by its name, and is that schema and no other type of the same name. */
function schemaTypes(): string {
  const { components } = jsonOf<{ components: { schemas: Record<string, object> } }>('docs/openapi.json');
  const checks = Object.keys(components.schemas).map(
    (name) => `  ${name}: true satisfies Same<client.${name}, client.components['schemas']['${name}']>,`,
  );
  return [
    "import type * as client from '@fieldpilot/client';",
    'type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;',
    'export const schemas = {',
    ...checks,
    '};',
  ].join('\n');
}

describe('@fieldpilot/client', () => {
  it('compiles in a strict project with a named type for each schema, and mistakes in its use do not', async () => {
    writeFileSync(join(project.folder, 'schemas.ts'), schemaTypes());
    expect(await project.compile()).toEqual({ code: 0, output: '' });
  });

  it('carries what it is made of and what it is for, not its sources and specs', () => {
    const files = readdirSync(project.installed, { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'dist/index.js', 'dist/index.d.ts']));
    expect(files.filter((file) => /(?<!\.d)\.ts$|spec/.test(file))).toEqual([]);
  });

  it('can be imported there', async () => {
    const script = "console.log(Object.keys(await import('@fieldpilot/client')).sort().join())";
    const { output } = await project.node(['--input-type=module', '-e', script]);
    expect(output.trim()).toBe('BulkError,FieldPilotClient,ProblemError,ifMatch,retryStale');
  });

  it('imports nothing but its own files and the packages that it asks for, so browsers can load it', () => {
    const dist = join(project.installed, 'dist');
    const scripts = readdirSync(dist).filter((file) => file.endsWith('.js'));
    const imported = scripts.flatMap((file) =>
      [...readFileSync(join(dist, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
        ([, name]) => name!,
      ),
    );
    const { dependencies } = jsonOf<PackageJson>('libs/client/package.json');
    expect([...new Set(imported.filter((name) => !name.startsWith('./')))]).toEqual(Object.keys(dependencies));
  });

  it('asks for the packages that it is tested with', () => {
    const { dependencies, devDependencies } = jsonOf<PackageJson>('package.json');
    expect({ ...devDependencies, ...dependencies }).toMatchObject(
      jsonOf<PackageJson>('libs/client/package.json').dependencies,
    );
  });
});
