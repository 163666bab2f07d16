import type pg from 'pg';
import { slugTaken } from '../domain/tenant.errors.js';
import { freeFormerSlug } from './tenant-slug.writes.js';
import { holderOfFormerSlug } from './tenant.queries.js';

interface Taken {
  readonly slug: string;
  readonly tenantId: string;
  readonly now: Date;
}

/** After the row of a new tenant, whose insert waits for whoever is leaving the slug. @throws 409 `tenant.slug_taken` */
export async function takeSlug(client: pg.Client, taken: Taken): Promise<void> {
  const find = holderOfFormerSlug.bind('public', taken);
  const [holder] = (await client.query<typeof holderOfFormerSlug.row>(find.text, [...find.values])).rows;
  if (holder) throw slugTaken(taken.slug, holder);
  const free = freeFormerSlug.bind('public', taken);
  await client.query(free.text, [...free.values]);
}
