import { crossingRelations, entitiesByContext, type EntitiesByContext } from './entity-map.js';
import { crossingContexts } from './fixtures/relations/crossing-entities.js';

describe('relations between entities', () => {
  let contexts: EntitiesByContext;
  beforeAll(async () => {
    contexts = await entitiesByContext();
  });

  it('stay inside a context', () => {
    expect(Object.values(contexts).flat().length).toBeGreaterThan(0);
    expect(crossingRelations(contexts)).toEqual([]);
  });

  it('would be reported', () => {
    expect(crossingRelations(crossingContexts)).toEqual(['jobs: Job.machine → Machine']);
  });
});
