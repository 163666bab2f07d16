import { ApiKeySchema } from './domain/api-key.entity.js';
import { OperatorRefreshTokenSchema } from './domain/operator-refresh-token.entity.js';
import { OperatorSessionSchema } from './domain/operator-session.entity.js';
import { OperatorSchema } from './domain/operator.entity.js';
import { RefreshTokenSchema } from './domain/refresh-token.entity.js';
import { SessionSchema } from './domain/session.entity.js';
import { TeamMemberSchema } from './domain/team-member.entity.js';
import { TeamSchema } from './domain/team.entity.js';
import { TwoFactorBackupCodeSchema } from './domain/two-factor-backup-code.entity.js';
import { UserFacilitySchema } from './domain/user-facility.entity.js';
import { UserPermissionSchema } from './domain/user-permission.entity.js';
import { UserSchema } from './domain/user.entity.js';
import { VerificationTokenSchema } from './domain/verification-token.entity.js';

export const identityEntities = {
  platform: [OperatorSchema, OperatorSessionSchema, OperatorRefreshTokenSchema],
  tenant: [
    UserSchema,
    UserPermissionSchema,
    UserFacilitySchema,
    TeamSchema,
    TeamMemberSchema,
    SessionSchema,
    RefreshTokenSchema,
    ApiKeySchema,
    VerificationTokenSchema,
    TwoFactorBackupCodeSchema,
  ],
};
