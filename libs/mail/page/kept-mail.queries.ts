import type { Statement } from '#libs/database';

const columns = 'id, recipient, content, created_at::text';

export function newestKept(limit: number): Statement {
  const text = `select ${columns} from public.kept_mails order by created_at desc, id desc limit $1`;
  return { text, values: [limit], writes: false };
}

export function keptMail(id: string): Statement {
  return { text: `select ${columns} from public.kept_mails where id = $1`, values: [id], writes: false };
}
