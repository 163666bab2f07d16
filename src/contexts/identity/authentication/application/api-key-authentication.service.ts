import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TENANTS } from '#contexts/tenancy';
import { AppConfig } from '#libs/config';
import { Clock, refuse } from '#libs/kernel';
import { Signals } from '#libs/signals';
import { readApiKey, type ReadApiKey } from '../../api-keys/application/api-key-secret.js';
import { WorkLimit } from '../../passwords/application/work-limit.js';
import { invalidToken } from '../../sessions/domain/auth.errors.js';
import { LiveSessions, SESSIONS } from '../../sessions/application/live-sessions.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { TenantNamingService, type TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { ApiKeyLookupService, type LiveApiKey } from './api-key-lookup.service.js';
import { agreesAtOnce, type SignedInUser } from './live-caller.js';

const LOOKUPS_WAITING = 200;
const MAX_KNOWN = 10_000;

/** Authenticates programs by API key. A key seen in the last seconds needs no promise. */
@Injectable()
export class ApiKeyAuthenticationService {
  private readonly keys: LiveSessions<LiveApiKey>;
  private readonly lookups: WorkLimit;
  /** Hashes of keys that were valid: what is looked up again goes before what strangers send. */
  private readonly known = new LRUCache<string, true>({ max: MAX_KNOWN });

  constructor(
    private readonly lookup: ApiKeyLookupService,
    private readonly naming: TenantNamingService,
    private readonly throttle: SignInThrottleService,
    private readonly clock: Clock,
    { database }: AppConfig,
    signals: Signals,
  ) {
    // as many connections as sign-ins get
    const atOnce = Math.max(1, database.poolSize >> 2);
    this.lookups = new WorkLimit({ atOnce, mostWaiting: LOOKUPS_WAITING * atOnce });
    this.keys = new LiveSessions(signals);
    signals.on(SESSIONS, this.keys);
    const forget = (): void => this.keys.missed();
    signals.on(TENANTS, { changed: forget, missed: forget });
  }

  /** Undefined for a key that has to be looked up. */
  remembered(key: string, names: TenantNames): SignedInUser | undefined {
    const live = this.keys.recent(key);
    return live && this.hasNotExpired(live) && agreesAtOnce(live, names) ? live.who : undefined;
  }

  /**
   * @throws 401 `auth.invalid_token` whatever is wrong with the key, 402 `plan.feature_missing`, 403 `auth.tenant_mismatch` or for a closed
   * tenant, 429 `auth.too_many_keys`
   */
  async authenticate(key: string, names: TenantNames, ip: string): Promise<SignedInUser> {
    const read = readApiKey(key);
    if (!read) throw refuse(invalidToken);
    const recent = this.keys.recent(key);
    const live = recent === undefined ? await this.load(key, read, ip) : recent;
    if (!live || !this.hasNotExpired(live)) throw refuse(invalidToken);
    await this.naming.assertAgrees(live.who.tenant, names);
    live.agreedHost = names.host;
    return live.who;
  }

  private load(key: string, read: ReadApiKey, ip: string): Promise<LiveApiKey | null> {
    const isKnown = this.known.has(read.hash);
    return this.keys.load(key, () => this.lookups.run(() => this.find(read, ip), isKnown));
  }

  private async find(read: ReadApiKey, ip: string): Promise<LiveApiKey | null> {
    const live = await this.lookup.find(read, ip);
    if (live) this.known.set(read.hash, true);
    else await this.throttle.apiKeyFailed(ip);
    return live;
  }

  private hasNotExpired({ expiresAt }: LiveApiKey): boolean {
    return expiresAt > this.clock.now().getTime();
  }
}
