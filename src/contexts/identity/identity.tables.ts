import type { EntityTable } from '#libs/database';
import type { ApiKeySchema } from './api-keys/domain/api-key.entity.js';
import type { OperatorSessionSchema } from './operators/domain/operator-session.entity.js';
import type { OperatorSchema } from './operators/domain/operator.entity.js';
import type { UserSchema } from './people/domain/user.entity.js';
import type { SessionSchema } from './sessions/domain/session.entity.js';
import type { VerificationTokenSchema } from './sessions/domain/verification-token.entity.js';
import type { InvitationSchema } from './invitations/domain/invitation.entity.js';
import type { TwoFactorBackupCodeSchema } from './two-factor/domain/two-factor-backup-code.entity.js';
import type { TeamMemberSchema } from './teams/domain/team-member.entity.js';
import type { TeamSchema } from './teams/domain/team.entity.js';

/** The columns of this context's tables as its reads get them: timestamps are text. */
export interface AuditLogTable {
  id: string;
  user_id: string | null;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  resource_type: string | null;
  resource_id: string | null;
  request_id: string | null;
  ip_address: string | null;
  user_agent: string | null;
  changes: { before: Record<string, unknown>; after: Record<string, unknown> } | null;
  created_at: string;
}

/** The log of the operators and of what concerns a tenant as a whole. */
export interface PlatformAuditLogTable extends Omit<AuditLogTable, 'user_id'> {
  operator_id: string | null;
  tenant_id: string | null;
  reason: string | null;
}

export interface IdentityTables {
  users: EntityTable<typeof UserSchema>;
  user_permissions: { id: string; user_id: string; permission: string };
  user_facilities: { id: string; user_id: string; facility_id: string };
  sessions: EntityTable<typeof SessionSchema>;
  api_keys: EntityTable<typeof ApiKeySchema>;
  two_factor_backup_codes: EntityTable<typeof TwoFactorBackupCodeSchema>;
  invitations: EntityTable<typeof InvitationSchema>;
  verification_tokens: EntityTable<typeof VerificationTokenSchema>;
  teams: EntityTable<typeof TeamSchema>;
  team_members: EntityTable<typeof TeamMemberSchema>;
  audit_logs: AuditLogTable;
  audit_logs_archive: AuditLogTable;
  audit_export_parts: {
    operation_id: string;
    number: number;
    entries: number;
    next_cursor: string | null;
    content: Buffer;
  };
}

export interface OperatorTables {
  operators: EntityTable<typeof OperatorSchema>;
  operator_sessions: EntityTable<typeof OperatorSessionSchema>;
  operator_backup_codes: { id: string; operator_id: string; code_hash: string; used_at: string | null };
  impersonations: {
    id: string;
    operator_id: string;
    operator_auth_version: number;
    tenant_id: string;
    user_id: string;
    allows_changes: boolean;
    expires_at: string;
    ended_at: string | null;
  };
  pending_operator_sign_ins: {
    id: string;
    operator_id: string;
    token_hash: string;
    auth_version: number;
    account: string;
    device_id: string | null;
    attempts: number;
    expires_at: string;
    ended_at: string | null;
  };
}
