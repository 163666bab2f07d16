import { EntityManager } from '@mikro-orm/postgresql';

/** The EntityManager of the shared tables; the plain `EntityManager` is the tenant's. */
export abstract class PlatformEntityManager extends EntityManager {}
