import { Injectable } from '@nestjs/common';
import { AppConfig, type LimitsConfig } from '#libs/config';
import { principalOf, type TenantRef, type UserActor } from '#libs/request-context';
import { BurstBuckets } from './burst-buckets.js';
import { BurstLimit } from './burst-limit.js';
import { Caller } from './caller.js';
import { MonthLimit } from './month-limit.js';
import { MonthQuotas } from './month-quotas.js';
import { networkSubject } from './network.js';

const KNOWN_MILLISECONDS = 5_000;

/** Finds the limits that apply to a call. */
@Injectable()
export class Callers {
  private readonly users = new WeakMap<UserActor, Caller>();
  private readonly limits: LimitsConfig;

  constructor(
    private readonly buckets: BurstBuckets,
    private readonly quotas: MonthQuotas,
    { limits }: AppConfig,
  ) {
    this.limits = limits;
  }

  /** Keyed by the actor object, which is remembered with the session for some seconds. */
  forUser(actor: UserActor, tenant: TenantRef, now: number): Caller {
    const known = this.users.get(actor);
    if (known && known.until > now) return known;
    const caller = this.lookUp(principalOf(actor), tenant, now);
    this.users.set(actor, caller);
    return caller;
  }

  forNetwork(ip: string, now: number): Caller {
    const allowance = this.buckets.allowanceFor(networkSubject(ip), this.limits.network, now);
    return new Caller([new BurstLimit(allowance, this.buckets, 'Each network address')], undefined, now);
  }

  /** A device that has signed in before, from whatever network. */
  forDevice(id: string, now: number): Caller {
    const allowance = this.buckets.allowanceFor(`device:${id}`, this.limits.network, now);
    return new Caller([new BurstLimit(allowance, this.buckets, 'Each device')], undefined, now);
  }

  private lookUp(principal: string, tenant: TenantRef, now: number): Caller {
    const subject = `tenant:${tenant.id}`;
    const own = this.buckets.allowanceFor(`${subject}/${principal}`, this.limits.principal, now);
    const all = this.buckets.allowanceFor(subject, this.limits.tenant, now);
    const bursts = [
      new BurstLimit(own, this.buckets, 'Each user and API key'),
      new BurstLimit(all, this.buckets, 'The users and API keys of an account together'),
    ];
    const calls = this.quotas.callsOf(tenant);
    return new Caller(bursts, new MonthLimit(calls, calls.callsOf(principal), this.quotas), now + KNOWN_MILLISECONDS);
  }
}
