import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { fixtures, repository } from './run-tool.js';

describe('scripts/run-ts.mjs', () => {
  it('runs TypeScript with decorators, aliases to the sources and arguments, without a build', () => {
    const file = join(fixtures, 'run-ts/main.ts');
    const output = execFileSync(process.execPath, ['scripts/run-ts.mjs', file, 'create', '--json'], {
      cwd: repository,
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual({
      text: 'hello world',
      injects: true,
      alias: true,
      arguments: ['create', '--json'],
    });
  });
});
