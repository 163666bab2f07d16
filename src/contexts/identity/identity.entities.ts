import { ApiKeySchema } from './api-keys/domain/api-key.entity.js';
import { InvitationSchema } from './invitations/domain/invitation.entity.js';
import { OperatorRefreshTokenSchema } from './operators/domain/operator-refresh-token.entity.js';
import { OperatorSessionSchema } from './operators/domain/operator-session.entity.js';
import { OperatorSchema } from './operators/domain/operator.entity.js';
import { RefreshTokenSchema } from './sessions/domain/refresh-token.entity.js';
import { SessionSchema } from './sessions/domain/session.entity.js';
import { TeamMemberSchema } from './teams/domain/team-member.entity.js';
import { TeamSchema } from './teams/domain/team.entity.js';
import { TwoFactorBackupCodeSchema } from './two-factor/domain/two-factor-backup-code.entity.js';
import { UserFacilitySchema } from './people/domain/user-facility.entity.js';
import { UserPermissionSchema } from './people/domain/user-permission.entity.js';
import { UserSchema } from './people/domain/user.entity.js';
import { VerificationTokenSchema } from './sessions/domain/verification-token.entity.js';

export const identityEntities = {
  platform: [OperatorSchema, OperatorSessionSchema, OperatorRefreshTokenSchema],
  tenant: [
    UserSchema,
    UserPermissionSchema,
    UserFacilitySchema,
    TeamSchema,
    TeamMemberSchema,
    InvitationSchema,
    SessionSchema,
    RefreshTokenSchema,
    ApiKeySchema,
    VerificationTokenSchema,
    TwoFactorBackupCodeSchema,
  ],
};
