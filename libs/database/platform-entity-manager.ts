import { EntityManager } from '@mikro-orm/postgresql';

/** The EntityManager of the shared tables; `EntityManager` itself is that of the tenant. */
export abstract class PlatformEntityManager extends EntityManager {}
