export interface LoginOptions {
  /** The superuser of the embedded server, who creates the database `fieldpilot` and all logins. */
  readonly adminUrl?: string;
  /** Or the migrator's login on another server, whose database exists. */
  readonly databaseUrl?: string;
  readonly platformUrl?: string;
  readonly appUrl?: string;
  readonly isolation?: 'role' | 'schema';
  readonly dataDir: string;
  readonly production: boolean;
  /** How long to wait for a server that does not answer yet. */
  readonly waitMs?: number;
}

export interface Logins {
  readonly migratorUrl: string;
  readonly platformUrl: string;
  readonly appUrl: string;
  readonly isolation: 'role' | 'schema';
  /** What the operator must know: isolation is weaker than it could be, or passwords were renewed. */
  readonly notice?: string;
  /** What stays open on an external server, and how to close it. */
  readonly gaps?: string;
}
