import { Injectable, Optional } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { AppConfig } from '#libs/config';
import { CallAdmission, type Admission } from '#libs/http';
import { Callers } from './callers.js';
import { KnownDevices } from './known-devices.js';
import { LimitsHooks } from './limits-hooks.js';

/** Adds the limits to every route. */
@Injectable()
export class CallLimits extends CallAdmission {
  constructor(
    private readonly callers: Callers,
    private readonly config: AppConfig,
    @Optional() private readonly devices?: KnownDevices,
  ) {
    super();
  }

  install(fastify: FastifyInstance): Admission | undefined {
    if (!this.config.limits.enabled) return undefined;
    const hooks = new LimitsHooks(this.callers, this.devices);
    fastify.addHook('preHandler', hooks.preHandler);
    fastify.addHook('onResponse', hooks.onResponse);
    return hooks.admit;
  }
}
