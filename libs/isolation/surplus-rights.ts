import type pg from 'pg';
import { APP_ROLE, OWNER_ROLE, PLATFORM_ROLE, tenantRoles } from '#libs/migrations';

/** A right that keeps a door open, or would once somebody found the way to it. */
export interface SurplusRight {
  readonly role: string;
  readonly right: string;
  readonly object: string;
}

/** Each schema has an owner and its own roles; $1 schemas, $2 and $3 the roles that may have rights in them, $4 the owner. */
const foreignGrants = `
  with own as (select * from unnest($1::text[], $2::text[], $3::text[]) as own (schema, rw, ro)),
    granted as (
      select nspname as schema, 'schema ' || nspname as object, nspowner as owner, acl.*
      from pg_namespace, aclexplode(nspacl) as acl
      union all
      select nspname, 'table ' || nspname || '.' || relname, relowner, acl.*
      from pg_class join pg_namespace n on n.oid = relnamespace, aclexplode(relacl) as acl
      union all
      select nspname, 'column ' || nspname || '.' || relname || '.' || attname, relowner, acl.*
      from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace, aclexplode(attacl) as acl
      union all
      select nspname, 'later objects in ' || nspname, defaclrole, acl.*
      from pg_default_acl join pg_namespace n on n.oid = defaclnamespace, aclexplode(defaclacl) as acl
    )
  select case grantee when 0 then 'PUBLIC' else grantee::regrole::text end as role, privilege_type as right, object
  from granted join own using (schema)
  where grantee <> granted.owner and (grantee = 0 or grantee::regrole::text not in (quote_ident(rw), quote_ident(ro), $4))
  order by object, role, "right"`;

/** Nobody but the login of the application may become a tenant; whoever has made a role administers it. $1 roles of tenants, $2 the login. */
const foreignMembers = `
  select m.member::regrole::text as role, 'MEMBER' as right, 'role ' || m.roleid::regrole as object
  from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles taker on taker.oid = m.member
  where (r.rolname = any ($1) and taker.rolname <> $2 and not m.admin_option) or taker.rolname = any ($1)
  order by object, role`;

/** Rights that overrule all others. $1 roles that must have none. */
const overruling = `
  select rolname as role, 'superuser, BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION' as right, 'server' as object
  from pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all
  select taker.rolname, 'MEMBER', 'role ' || r.rolname
  from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles taker on taker.oid = m.member
  where taker.rolname in ($2, $3) and r.rolname ~ '^pg_'`;

/** What no tenant may do in the database itself. $1 a tenant's role. */
const inDatabase = `
  select 'PUBLIC' as role, privilege as right, 'database ' || current_database() as object
  from unnest('{TEMPORARY,CREATE}'::text[]) as privilege where has_database_privilege($1, current_database(), privilege)
  union all
  select 'PUBLIC', 'USAGE', 'language ' || lanname from pg_language where laninline <> 0 and has_language_privilege($1, oid, 'USAGE')`;

/** All rights on tables of these tenants, and on the shared ones, that nobody should have: over all tenants at once. */
export async function surplusRights(db: pg.Client, schemas: readonly string[]): Promise<SurplusRight[]> {
  const roles = schemas.map((schema) => tenantRoles(schema));
  const tenantsRoles = roles.flatMap(({ rw, ro }) => [rw, ro]);
  const own = [
    ['public', ...schemas],
    [PLATFORM_ROLE, ...roles.map(({ rw }) => rw)],
    [PLATFORM_ROLE, ...roles.map(({ ro }) => ro)],
  ];
  const asked: [string, unknown[]][] = [
    [foreignGrants, [...own, OWNER_ROLE]],
    [foreignMembers, [tenantsRoles, APP_ROLE]],
    [overruling, [[...tenantsRoles, APP_ROLE, PLATFORM_ROLE], APP_ROLE, PLATFORM_ROLE]],
    [inDatabase, [tenantsRoles[0]]],
  ];
  const found: SurplusRight[] = [];
  for (const [text, values] of asked) found.push(...(await db.query<SurplusRight>(text, values)).rows);
  return found;
}
