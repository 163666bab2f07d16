import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MikroORM, type EntityClass, type EntityMetadata, type EntitySchema } from '@mikro-orm/postgresql';
import { repository } from './run-tool.js';

type Entity = EntitySchema | EntityClass;
export type EntitiesByContext = Record<string, readonly Entity[]>;

interface OwnedEntity {
  context: string;
  meta: EntityMetadata;
}

/** The entities that each context registers. */
export async function entitiesByContext(): Promise<EntitiesByContext> {
  const folders = readdirSync(join(repository, 'src/contexts'), { withFileTypes: true });
  const contexts = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Object.fromEntries(await Promise.all(contexts.map(entitiesOf)));
}

async function entitiesOf(context: string): Promise<[string, readonly Entity[]]> {
  const file = join(repository, 'src/contexts', context, `${context}.entities.ts`);
  const [lists] = Object.values((await import(file)) as Record<string, Record<'platform' | 'tenant', Entity[]>>);
  return [context, [...lists!.platform, ...lists!.tenant]];
}

/** The ORM's metadata of the entities, each with the context that registers it; nothing connects to a database. */
function ownedEntities(contexts: EntitiesByContext): Map<string, OwnedEntity> {
  const owned = new Map<string, OwnedEntity>();
  const orm = new MikroORM({
    dbName: 'none',
    entities: Object.values(contexts).flat(),
    discovery: { warnWhenNoEntities: false },
  });
  for (const [context, entities] of Object.entries(contexts)) {
    for (const entity of entities) {
      const meta = orm.getMetadata().get(entity as EntityClass);
      owned.set(meta.className, { context, meta });
    }
  }
  return owned;
}

/** Relations whose two ends belong to different contexts. */
export function crossingRelations(contexts: EntitiesByContext): string[] {
  const owned = ownedEntities(contexts);
  return [...owned.values()].flatMap(({ context, meta }) =>
    meta.relations
      .filter(({ targetMeta }) => owned.get(targetMeta?.className ?? '')?.context !== context)
      .map(({ name, targetMeta }) => `${context}: ${meta.className}.${name} → ${String(targetMeta?.className)}`),
  );
}
