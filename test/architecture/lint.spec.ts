import { join, relative } from 'node:path';
import { restrictions } from '../../scripts/lint/restrictions.mjs';
import { announcedViolations, type Violation } from './annotations.js';
import { fixtures, repository, runTool, toolTimeout } from './run-tool.js';

interface LintedFile {
  filePath: string;
  messages: { ruleId: string | null; line: number; message: string }[];
}

const tree = join(fixtures, 'lint');

async function lint(cwd: string): Promise<Violation[]> {
  const args = ['--config', join(repository, 'eslint.config.js'), '--format', 'json', '.'];
  const files = JSON.parse(await runTool('eslint', args, cwd)) as LintedFile[];
  return files.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, line, message }) => ({ file: relative(cwd, filePath), line, rule: ruleId ?? message })),
  );
}

const inOrder = (violations: Violation[]): string[] =>
  violations.map(({ file, line, rule }) => `${file}:${String(line)} ${rule}`).sort();

describe('lint rules on the fixtures', () => {
  let reported: Violation[];
  beforeAll(async () => {
    reported = await lint(tree);
  }, toolTimeout);

  it('reports each announced violation and no other', () => {
    expect(inOrder(reported)).toEqual(inOrder(announcedViolations(tree)));
  });

  it('breaks every rule of the project at least once', () => {
    const broken = new Set(reported.map(({ rule }) => rule));
    const own = [...Object.keys(restrictions), 'no-built-sql'].map((name) => `fieldpilot/${name}`);
    expect(own.filter((rule) => !broken.has(rule))).toEqual([]);
  });
});
