import { Injectable } from '@nestjs/common';
import { TenancyFacade, type NewTenant, type RegisteredTenant } from '#contexts/tenancy';
import { auditStatement } from '#libs/audit';
import type { Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { Mailer, PRODUCT_NAME } from '#libs/mail';
import { runInTenant } from '#libs/request-context';
import { normalEmail } from '../../people/domain/user.entity.js';
import { insertFirstInvitation } from './first-invitation.writes.js';
import { INVITATION_DAYS, InvitationLinkService } from './invitation-link.service.js';
import { invitationMail } from './invitation.mail.js';

/** Opens accounts whose first administrators are invited in the same transaction: nobody else chooses or sees their passwords. */
@Injectable()
export class FirstInvitationService {
  constructor(
    private readonly tenancy: TenancyFacade,
    private readonly links: InvitationLinkService,
    private readonly mailer: Mailer,
  ) {}

  /** @throws 409 `tenant.slug_taken`, `tenant.schema_taken`, `tenant.domain_taken`, 422 `tenant.invalid_name` */
  openTenant(tenant: NewTenant, adminEmail: string): Promise<RegisteredTenant> {
    const email = normalEmail(adminEmail);
    return this.tenancy.provision({ ...tenant, beside: (made) => this.invitation(made, email) });
  }

  private invitation(tenant: RegisteredTenant, email: string): readonly Statement[] {
    return runInTenant(tenant, 'first invitation', () => {
      const id = uuidv7();
      const { token, hash, end } = this.links.make();
      const data = { token, inviter: PRODUCT_NAME, days: INVITATION_DAYS };
      const entry = { action: 'create', resourceType: 'invitation', resourceId: id, after: { email, role: 'admin' } };
      return [
        insertFirstInvitation(tenant.schema, { id, email, hash, end }),
        auditStatement(tenant.schema, [entry]),
        ...this.mailer.statements(tenant, invitationMail, { to: email, data, validUntil: end }),
      ];
    });
  }
}
