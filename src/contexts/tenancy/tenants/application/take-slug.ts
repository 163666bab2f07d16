import { unnamed, type Statement, type StatementResult } from '#libs/database';
import { slugTaken } from '../domain/tenant.errors.js';
import { freeFormerSlug } from './tenant-slug.writes.js';
import { holderOfFormerSlug } from './tenant.queries.js';

interface Taken {
  readonly slug: string;
  readonly tenantId: string;
  readonly now: Date;
}

/** After the row of a new tenant, whose insert waits for whoever is leaving the slug. The first result is for {@link assertNotHeld}. */
export function takeSlug(taken: Taken): Statement[] {
  return [holderOfFormerSlug.bind('public', taken), freeFormerSlug.bind('public', taken)].map(unnamed);
}

/** @throws 409 `tenant.slug_taken` */
export function assertNotHeld(slug: string, { rows: [holder] }: StatementResult): void {
  if (holder) throw slugTaken(slug, holder as typeof holderOfFormerSlug.row);
}
