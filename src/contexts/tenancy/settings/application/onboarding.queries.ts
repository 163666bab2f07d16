import { sql } from 'kysely';
import { platformQuery } from '#libs/database';

interface Tables {
  tenants: { id: string; slug: string; onboarding_completed: boolean; version: number };
  domains: { tenant_id: string; domain: string; is_verified: boolean };
}

/** What the registry knows; the host name that every tenant is given is no domain of its own. */
export const onboardingInRegistry = platformQuery<Tables, { id: string; baseDomain: string }>()((db, p) =>
  db
    .selectFrom('tenants as t')
    .select(['t.onboarding_completed', 't.version'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('domains as d')
            .select('d.domain')
            .whereRef('d.tenant_id', '=', 't.id')
            .where('d.is_verified', '=', true)
            .where('d.domain', '<>', sql<string>`t.slug || '.' || ${p('baseDomain')}::text`),
        )
        .as('has_domain'),
    )
    .where('t.id', '=', p('id')),
);
