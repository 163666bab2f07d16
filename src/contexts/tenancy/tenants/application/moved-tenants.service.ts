import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AppConfig } from '#libs/config';
import { MovedHosts } from '#libs/http';
import { hostName } from '../domain/host-name.js';
import { FormerSlugsService } from './former-slugs.service.js';

/** Longer ones are no hosts. */
const MAX_LENGTH = 300;

/** The host of a tenant that was renamed leads on to its new one. */
@Injectable()
export class MovedTenantsService extends MovedHosts {
  /** By host; empty where it has none. Every call of the API asks, and few hosts are asked for. */
  private readonly slugs = new LRUCache<string, string>({ max: 1_000 });

  constructor(
    private readonly former: FormerSlugsService,
    private readonly config: AppConfig,
  ) {
    super();
  }

  newHostOf(host: string): string | undefined | Promise<string | undefined> {
    const slug = this.slugIn(host);
    if (slug === '') return undefined;
    const successor = this.former.successorOf(slug);
    if (successor === undefined) return undefined;
    const [port = ''] = /:\d+$/.exec(host) ?? [];
    const moved = (current: string | undefined) => current && `${current}.${this.config.baseDomain}${port}`;
    return typeof successor === 'string' ? moved(successor) : successor.then(moved);
  }

  private slugIn(host: string): string {
    const known = this.slugs.get(host);
    if (known !== undefined) return known;
    const slug = hostName(host, this.config)?.slug ?? '';
    if (host.length <= MAX_LENGTH) this.slugs.set(host, slug);
    return slug;
  }
}
