import { readFileSync } from 'node:fs';
import { DescribedApi, type Operation } from './described-api.js';
import { contextOfTag, type ContextName } from './recipes/index.js';

// The names of tests are needed before an application runs, so they are made from the committed documents; document.spec.ts shows that
// these are the served ones.
const files = ['docs/openapi.json', 'docs/openapi-admin.json'];

export const documented = DescribedApi.from(files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as unknown));

export function operationsOf(context: ContextName): Operation[] {
  return documented.operations.filter(({ tag }) => contextOfTag(tag) === context);
}

/** One test for each, so that each has its own time limit, fails by itself, and can be run alone with `-t`. */
export function testEach(
  title: string,
  operations: readonly Operation[],
  examine: (operation: Operation) => Promise<void>,
): void {
  describe(title, () => {
    for (const operation of operations) it(operation.id, () => examine(operation));
  });
}
