import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { formerSlugs } from './tenant.queries.js';

/** The topic of signals that a tenant is called something else; the subject is its id. */
export const TENANT_SLUGS = 'tenant slugs';

type FormerSlugs = ReadonlyMap<string, { readonly current: string; readonly until: Date }>;

/**
 * What tenants were called in the last days and are called now. Kept in memory as a whole, since few are renamed, so that neither a query
 * nor its absence tells a stranger which names there are. Loaded again at each change; while signals are not reliable, for each question.
 */
@Injectable()
export class FormerSlugsService {
  private loaded: FormerSlugs | undefined;
  private loading: Promise<FormerSlugs> | undefined;

  constructor(
    private readonly db: PlatformDb,
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {
    const reload = (): void => void this.load().catch(() => undefined);
    signals.on(TENANT_SLUGS, { changed: reload, missed: reload });
  }

  /** The slug that the tenant of a former one has now; undefined for all others. No promise where the answer is known. */
  successorOf(slug: string): string | undefined | Promise<string | undefined> {
    if (this.loaded && this.signals.areReliable) return this.find(this.loaded, slug);
    return this.latest().then((known) => this.find(known, slug));
  }

  /** Call it after the commit: once it resolves every process knows. */
  async announce(tenantId: string): Promise<void> {
    await this.signals.send(TENANT_SLUGS, tenantId);
  }

  private find(known: FormerSlugs, slug: string): string | undefined {
    const former = known.get(slug);
    return former && former.until > this.clock.now() ? former.current : undefined;
  }

  private latest(): Promise<FormerSlugs> {
    return this.signals.areReliable ? (this.loading ?? this.load()) : this.read();
  }

  /** What is still being loaded is older than the change, and is dropped. */
  private load(): Promise<FormerSlugs> {
    const loading = this.read();
    this.loaded = undefined;
    this.loading = loading;
    const settle = (known?: FormerSlugs): void => {
      if (this.loading !== loading) return;
      this.loaded = known;
      if (!known) this.loading = undefined;
    };
    loading.then(settle, () => settle());
    return loading;
  }

  private async read(): Promise<FormerSlugs> {
    const rows = await this.db.run(formerSlugs, { now: this.clock.now() });
    return new Map(rows.map(({ slug, current, until }) => [slug, { current, until: new Date(until) }]));
  }
}
