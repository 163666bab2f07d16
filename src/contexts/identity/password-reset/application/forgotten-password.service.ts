import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '#libs/audit';
import { UnitOfWork } from '#libs/database';
import { uuidv7, type AuditEntry } from '#libs/kernel';
import { currentContext, runInTenant } from '#libs/request-context';
import { normalEmail } from '../../people/domain/user.entity.js';
import { SignInQueueService } from '../../sign-in/application/sign-in-queue.service.js';
import { SignInThrottleService } from '../../sign-in/application/sign-in-throttle.service.js';
import { TenantNamingService, type TenantNames } from '../../sign-in/application/tenant-naming.service.js';
import { passwordResetRequested } from '../domain/password-reset.events.js';

/** Several times what the work takes, of which some depends on whether the account exists: its rows are in a schema of their own. */
const LEAST_MILLISECONDS = 50;

/** Notes that somebody has forgotten a password. The same steps whether or not account and user exist; the mail is the work of a subscriber. */
@Injectable()
export class ForgottenPasswordService {
  constructor(
    private readonly naming: TenantNamingService,
    private readonly queue: SignInQueueService,
    private readonly throttle: SignInThrottleService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 422 `auth.tenant_required`, 429 `auth.too_many_attempts`, 503 `auth.busy` */
  async request(names: TenantNames, email: string): Promise<void> {
    await Promise.all([this.noteAsked(names, normalEmail(email)), delay(LEAST_MILLISECONDS)]);
  }

  private noteAsked(names: TenantNames, address: string): Promise<void> {
    return this.queue.quick(async () => {
      const { name, tenant } = await this.naming.resolve(names);
      await this.throttle.mailRequested(`${name}/${address}`, currentContext().ip);
      const isOpen = tenant !== undefined && this.naming.accessTo(tenant).refusal === undefined;
      const entry = entryOf(address, isOpen ? undefined : name);
      // the rows of a closed tenant cannot be written either
      if (!isOpen) return this.audit.recordForPlatform(entry);
      await runInTenant(tenant, 'sign-in', () => this.note(address, entry));
    });
  }

  private async note(email: string, entry: AuditEntry): Promise<void> {
    const requested = passwordResetRequested.create(uuidv7(), { email });
    await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [requested] });
  }
}

function entryOf(email: string, tenant: string | undefined): AuditEntry {
  return {
    action: 'forgot_password',
    resourceType: 'user',
    after: tenant === undefined ? { email } : { tenant, email },
  };
}
