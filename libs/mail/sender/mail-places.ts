/** So many mails at once, of all tenants: as many connections to the server. */
export const AT_ONCE = 10;
/** So that the mails of one, which may be slow, leave room for others'. */
const AT_ONCE_PER_OWNER = 3;

/** Bounds how many mails this process sends at once. Owners are tenants, and null for the platform. */
export class MailPlaces {
  private taken = 0;
  private readonly byOwner = new Map<string | null, number>();

  /** Takes what is free for the owner. @returns how many, possibly none */
  take(owner: string | null): number {
    const free = Math.min(AT_ONCE - this.taken, AT_ONCE_PER_OWNER - (this.byOwner.get(owner) ?? 0));
    this.add(owner, free);
    return free;
  }

  give(owner: string | null, count: number): void {
    this.add(owner, -count);
  }

  private add(owner: string | null, count: number): void {
    this.taken += count;
    const held = (this.byOwner.get(owner) ?? 0) + count;
    if (held === 0) this.byOwner.delete(owner);
    else this.byOwner.set(owner, held);
  }
}
