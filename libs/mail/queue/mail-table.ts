import { sql } from 'kysely';

/** Where mails wait: a tenant's own table, or that of the platform, which is made alike. */
export interface MailTable {
  readonly schema: string;
  readonly name: 'mails' | 'platform_mails';
}

/** The columns that sending reads and writes, for either table. */
export interface MailTables {
  mails: {
    id: string;
    template: string;
    locale: string | null;
    recipient: string;
    content: string | null;
    status: string;
    attempts: number;
    due_at: string | null;
    lease: string | null;
    valid_until: string | null;
    sent_at: string | null;
    last_error: string | null;
    created_at: string;
  };
}

/** Makes the statement for both tables; it is compiled once for each schema. */
export function perTable<T>(build: (table: 'mails') => T): (table: MailTable) => T {
  const tenants = build('mails');
  const platform = build('platform_mails' as 'mails');
  return ({ name }) => (name === 'mails' ? tenants : platform);
}

// leases run out by the database's clock alone
export const now = sql<string>`now()`;
export const inSeconds = (seconds: unknown) => sql<string>`now() + make_interval(secs => ${seconds})`;
export const daysAgo = (days: unknown) => sql<string>`now() - make_interval(days => ${days})`;
