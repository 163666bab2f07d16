import { Injectable } from '@nestjs/common';
import { DeniedRequests, type Denial } from '#libs/http';
import { currentContext } from '#libs/request-context';
import { AuditLog } from '../audit-log.js';

/** Notes what people, API keys and operators were refused for lack of a right. Strangers are in no log. */
@Injectable()
export class DeniedRequestLog extends DeniedRequests {
  constructor(private readonly audit: AuditLog) {
    super();
  }

  async note(denial: Denial): Promise<void> {
    const { actor, tenant } = currentContext();
    const entry = { action: 'denied', after: { ...denial } };
    if (actor.kind === 'user' && tenant) await this.audit.record(entry);
    if (actor.kind === 'operator') await this.audit.recordForPlatform(entry);
  }
}
