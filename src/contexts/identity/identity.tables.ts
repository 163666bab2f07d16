import type { Role } from '#libs/kernel';

/** The columns of this context's tables as its reads get them: timestamps are text. */
export interface UserTable {
  id: string;
  email: string;
  password_hash: string;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  avatar_url: string | null;
  role: Role;
  employee_id: string | null;
  is_active: boolean;
  is_verified: boolean;
  email_verified_at: string | null;
  two_factor_enabled: boolean;
  auth_version: number;
  last_login_at: string | null;
  password_changed_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface SessionTable {
  id: string;
  user_id: string;
  expires_at: string;
  revoked_at: string | null;
  revoked_reason: string | null;
}

export interface TeamTable {
  id: string;
  name: string;
  description: string | null;
  team_lead_id: string | null;
  is_active: boolean;
  version: number;
  created_at: string;
  updated_at: string;
}

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

export interface IdentityTables {
  users: UserTable;
  user_permissions: { id: string; user_id: string; permission: string };
  user_facilities: { id: string; user_id: string; facility_id: string };
  sessions: SessionTable;
  teams: TeamTable;
  team_members: { id: string; team_id: string; user_id: string; joined_at: string };
  audit_logs: AuditLogTable;
}

export interface OperatorTables {
  operators: {
    id: string;
    email: string;
    password_hash: string;
    name: string | null;
    is_active: boolean;
    auth_version: number;
    last_login_at: string | null;
  };
  operator_sessions: { id: string; operator_id: string; expires_at: string; revoked_at: string | null };
}
