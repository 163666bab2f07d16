// Past the unit of work: a copy of what would have been sent, which nobody edits; a second copy of the same mail changes nothing.
import type { Statement } from '#libs/database';

export interface KeptMail {
  readonly id: string;
  readonly tenantId: string | null;
  readonly template: string;
  readonly recipient: string;
  readonly content: string;
}

/** A tenant that has been deleted meanwhile keeps nothing. */
export function keepMail({ id, tenantId, template, recipient, content }: KeptMail): Statement {
  return {
    text: `insert into public.kept_mails (id, tenant_id, template, recipient, content)
      select $1, $2::uuid, $3, $4, $5 where $2::uuid is null or exists (select from public.tenants where id = $2::uuid)
      on conflict (id) do nothing`,
    values: [id, tenantId, template, recipient, content],
    writes: true,
  };
}

export function deleteOldKept(days: number): Statement {
  return {
    text: 'delete from public.kept_mails where created_at < now() - make_interval(days => $1)',
    values: [days],
    writes: true,
  };
}
