import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './run-tool.js';

const spectral = join(repository, 'node_modules/.bin/spectral');
const fixture = 'test/architecture/fixtures/api-document/doors.json';

interface Fault {
  readonly code: string;
  readonly path: readonly (string | number)[];
}

/** `rule place`, of a document that breaks every rule of .spectral.yaml. */
function faults(): string[] {
  const { stdout } = spawnSync(spectral, ['lint', '--format', 'json', '--quiet', fixture], {
    cwd: repository,
    encoding: 'utf8',
  });
  return (JSON.parse(stdout) as Fault[]).map(({ code, path }) => `${code} ${path.join(' ')}`).sort();
}

describe('the rules for the API document', () => {
  it('find what generators of clients do not support, and nothing else', () => {
    expect(faults()).toEqual([
      'body-of-bulk paths /doors/bulk post requestBody content application/json schema $ref',
      'body-of-patch paths /doors/{id} patch requestBody content application/json schema $ref',
      'named-enumeration components schemas Door properties states items enum',
      'named-enumeration paths /doors get parameters 0 schema enum',
      'named-object components schemas Door properties frame properties',
      'number-format components schemas Door properties height',
      'number-format components schemas Door properties width',
      'schema-name components schemas NewDoor',
      'single-media-type paths /doors/{id} patch requestBody content',
      'single-type components schemas Door properties label type',
    ]);
  });

  it('are all broken by the fixture', () => {
    const rules = execFileSync('grep', ['-oE', '^  [a-z-]+:$', join(repository, '.spectral.yaml')], {
      encoding: 'utf8',
    });
    const names = rules.match(/[a-z-]+/g)!;
    expect(new Set(faults().map((fault) => fault.split(' ')[0]))).toEqual(new Set(names));
  });
});
