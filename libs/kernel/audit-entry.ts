/** An entry of the audit log. Actor, address and request are taken from the context. */
export interface AuditEntry {
  /** create, update, delete, login, login_failed, denied … */
  readonly action: string;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Why, where whoever acts has to say so. */
  readonly reason?: string;
  /** The acting user, where the context does not have it yet, as at sign-in. */
  readonly userId?: string;
}
