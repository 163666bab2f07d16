/** What happened, in the words of an auditor. Actor, address and request come from the context. */
export interface AuditEntry {
  /** create, update, delete, login, login_failed, denied … */
  readonly action: string;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  /** Who acted, where that is known before the context knows it, as at sign-in. */
  readonly userId?: string;
}
