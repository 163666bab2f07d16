export interface LoginOptions {
  /** Superuser of the embedded server: the database `fieldpilot` and all logins are made there. */
  readonly adminUrl?: string;
  /** Or the migrator's login on another server, whose database exists. */
  readonly databaseUrl?: string;
  readonly platformUrl?: string;
  readonly appUrl?: string;
  readonly isolation?: 'role' | 'schema';
  readonly dataDir: string;
  readonly production: boolean;
  /** How long a server that does not answer yet is waited for. */
  readonly waitMs?: number;
}

export interface Logins {
  readonly migratorUrl: string;
  readonly platformUrl: string;
  readonly appUrl: string;
  readonly isolation: 'role' | 'schema';
  /** What the operator must know: isolation is weaker than it could be, or passwords were renewed. */
  readonly notice?: string;
  /** What stays open on a server that is not FieldPilot's alone, and how it is closed. */
  readonly gaps?: string;
}
