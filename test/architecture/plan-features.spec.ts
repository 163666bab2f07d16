import { globSync, readFileSync } from 'node:fs';
import { planFeatureFacts, planFeatures } from '#contexts/tenancy';

/** `assertFeature('x')`, `hasFeature('x')`, and a query that asks for the entitlement. */
const checks = /(?:assertFeature|hasFeature)\(\s*'(\w+)'|\.where\('e\.name', '=', '(\w+)'\)/g;

const checked = globSync('src/contexts/**/*.ts')
  .filter((file) => !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(checks)].map(([, a, b]) => ({ file, name: a ?? b! })));

const filesOf = (feature: string) => [
  ...new Set(checked.filter(({ name }) => name === feature).map(({ file }) => file)),
];

describe('the features of plans', () => {
  it.each(planFeatures)('%s is checked in the files that the catalogue names', (feature) => {
    expect(filesOf(feature).sort()).toEqual([...planFeatureFacts[feature].checkedIn].sort());
  });

  it('are all that the code asks for', () => {
    expect(checked.length).toBeGreaterThan(3);
    expect(checked.filter(({ name }) => !(planFeatures as string[]).includes(name))).toEqual([]);
  });
});
