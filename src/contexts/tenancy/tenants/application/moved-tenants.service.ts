import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { MovedHosts } from '#libs/http';
import { hostName } from '../domain/host-name.js';
import { FormerSlugsService } from './former-slugs.service.js';

/** The host of a tenant that was renamed leads on to its new one. */
@Injectable()
export class MovedTenantsService extends MovedHosts {
  constructor(
    private readonly former: FormerSlugsService,
    private readonly config: AppConfig,
  ) {
    super();
  }

  newHostOf(host: string): string | undefined | Promise<string | undefined> {
    const slug = hostName(host, this.config)?.slug;
    if (slug === undefined) return undefined;
    const successor = this.former.successorOf(slug);
    if (successor === undefined) return undefined;
    const [port = ''] = /:\d+$/.exec(host) ?? [];
    const moved = (current: string | undefined) => current && `${current}.${this.config.baseDomain}${port}`;
    return typeof successor === 'string' ? moved(successor) : successor.then(moved);
  }
}
