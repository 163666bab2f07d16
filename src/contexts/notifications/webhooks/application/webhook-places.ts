/** So many attempts at once, of all tenants. */
const AT_ONCE = 40;
export const AT_ONCE_PER_WEBHOOK = 4;
/** Where nothing arrives one attempt at a time is enough, and all such together leave half of the places to the others. */
const AT_ONCE_FAILING = AT_ONCE / 2;

/** Bounds how many attempts this process makes at once, so that receivers that are slow or dead slow no other. */
export class WebhookPlaces {
  private readonly taken = new Map<string, number>();
  private readonly counts = { all: 0, failing: 0 };

  /** Takes what is free for the webhook, so many at most. @returns how many, possibly none */
  take(webhookId: string, isFailing: boolean, most = AT_ONCE_PER_WEBHOOK): number {
    const own = this.taken.get(webhookId) ?? 0;
    const limits = [most, AT_ONCE - this.counts.all, AT_ONCE_PER_WEBHOOK - own];
    const free = Math.max(
      0,
      Math.min(...limits, ...(isFailing ? [1 - own, AT_ONCE_FAILING - this.counts.failing] : [])),
    );
    this.add(webhookId, free, isFailing);
    return free;
  }

  give(webhookId: string, isFailing: boolean): void {
    this.add(webhookId, -1, isFailing);
  }

  private add(webhookId: string, count: number, isFailing: boolean): void {
    this.counts.all += count;
    if (isFailing) this.counts.failing += count;
    const held = (this.taken.get(webhookId) ?? 0) + count;
    if (held === 0) this.taken.delete(webhookId);
    else this.taken.set(webhookId, held);
  }
}
