import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crossingRelations, type EntitiesByContext } from './entity-map.js';
import { crossingContexts } from './fixtures/relations/crossing-entities.js';
import { repository } from './run-tool.js';

type EntityLists = Record<'platform' | 'tenant', EntitiesByContext[string]>;

async function entitiesOf(context: string): Promise<[string, EntitiesByContext[string]]> {
  const file = join(repository, 'src/contexts', context, `${context}.entities.ts`);
  const [lists] = Object.values((await import(file)) as Record<string, EntityLists>);
  return [context, [...lists!.platform, ...lists!.tenant]];
}

describe('relations between entities', () => {
  let contexts: EntitiesByContext;
  beforeAll(async () => {
    const names = readdirSync(join(repository, 'src/contexts'));
    contexts = Object.fromEntries(await Promise.all(names.map(entitiesOf)));
  });

  it('stay inside a context', () => {
    expect(Object.values(contexts).flat().length).toBeGreaterThan(0);
    expect(crossingRelations(contexts)).toEqual([]);
  });

  it('would be reported', () => {
    expect(crossingRelations(crossingContexts)).toEqual(['jobs: Job.machine → Machine']);
  });
});
