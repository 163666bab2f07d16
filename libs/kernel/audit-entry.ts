/** An entry of the audit log. Actor, address and request are taken from the context. */
export interface AuditEntry {
  /** create, update, delete, login, login_failed, denied … */
  readonly action: string;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** The tenant that an entry of the platform's log concerns, where the context has none. */
  readonly tenantId?: string | undefined;
  /** The acting user, where the context does not have it yet, as at sign-in. */
  readonly userId?: string;
}
