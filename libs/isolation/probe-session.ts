import pg, { escapeIdentifier } from 'pg';
import type { Databases, DatabaseUrls } from '#libs/database';
import { runInTenant, type TenantRef } from '#libs/request-context';

/** What one request sends as the role of a tenant. */
export interface Sent {
  readonly role: string | null;
  readonly text: string;
}

/** A tenant that tries to reach others: by the ORM of the application, and by a connection of its own with the login of the application. */
export class ProbeSession {
  private constructor(
    readonly databases: Databases,
    readonly caller: TenantRef,
    private readonly client: pg.Client,
  ) {}

  static async open(databases: Databases, { appUrl }: DatabaseUrls, caller: TenantRef): Promise<ProbeSession> {
    const client = new pg.Client({ connectionString: appUrl, application_name: 'fieldpilot probe' });
    client.on('error', () => undefined);
    await client.connect();
    return new ProbeSession(databases, caller, client);
  }

  /** Work of the application for the caller. */
  asCaller<T>(work: () => Promise<T>): Promise<T> {
    return runInTenant(this.caller, 'probe', work);
  }

  /** Requests one after the other on one connection, of which nothing stays. @returns the number of rows that the last one got */
  async requests(...requests: readonly Sent[]): Promise<number> {
    try {
      for (const request of requests.slice(0, -1)) await this.request(request, 'commit');
      return await this.request(requests.at(-1)!, 'rollback');
    } finally {
      await this.client.query('reset role; reset all; deallocate all; discard temp');
    }
  }

  /** The same with one statement of the caller. */
  statement(text: string): Promise<number> {
    return this.requests({ role: this.caller.role, text });
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** In one transaction, whose role ends with it, as in the product. */
  private async request({ role, text }: Sent, end: 'commit' | 'rollback'): Promise<number> {
    const become = role === null ? '' : `set local role ${escapeIdentifier(role)};`;
    let isDone = false;
    try {
      await this.client.query(`begin; ${become}`);
      const { rowCount } = await this.client.query(text);
      isDone = true;
      return rowCount ?? 0;
    } finally {
      await this.client.query(isDone ? end : 'rollback');
    }
  }
}
