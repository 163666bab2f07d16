// Past the unit of work: spares are made, taken and dropped by the migrator's connection, in one transaction with their schema.
export const insertSpare =
  'insert into public.spare_schemas (schema_name, schema_version, isolation) values ($1, $2, $3)';

/** The oldest that nobody else is taking at this moment; no row where there is none. */
export const takeSpare = `delete from public.spare_schemas where schema_name = (
    select schema_name from public.spare_schemas where schema_version = $1 and isolation = $2
    order by created_at, schema_name limit 1 for update skip locked)
  returning schema_name`;

/** No row where a sign-up has it, or has begun to take it. */
export const removeSpare = `delete from public.spare_schemas where schema_name = (
    select schema_name from public.spare_schemas where schema_name = $1 for update skip locked)
  returning isolation`;
