import { readFileSync } from 'node:fs';
import { DescribedApi, type Operation } from './described-api.js';
import { contextOfTag, type ContextName } from './recipes/index.js';

// Tests have names before an application runs, so they are made from the committed documents. That these are the served ones shows
// document.spec.ts.
const files = ['docs/openapi.json', 'docs/openapi-admin.json'];

export const documented = DescribedApi.from(files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as unknown));

export function operationsOf(context: ContextName): Operation[] {
  return documented.operations.filter(({ tag }) => contextOfTag(tag) === context);
}

/** One test for each, so that each has the time of a test, fails by itself, and can be run alone with `-t`. */
export function testEach(
  title: string,
  operations: readonly Operation[],
  examine: (operation: Operation) => Promise<void>,
): void {
  describe(title, () => {
    for (const operation of operations) it(operation.id, () => examine(operation));
  });
}
