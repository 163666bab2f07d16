/** Columns that reads of lower contexts may join. Timestamps are PostgreSQL's text. */
export interface IdentityReadContract {
  users: {
    id: string;
    first_name: string | null;
    last_name: string | null;
    email: string;
    avatar_url: string | null;
    role: string;
    is_active: boolean;
    is_verified: boolean;
    locale: string | null;
    timezone: string | null;
    last_login_at: string | null;
    version: number;
  };
  teams: { id: string; name: string; is_active: boolean; team_lead_id: string | null };
  team_members: { team_id: string; user_id: string };
  user_facilities: { user_id: string; facility_id: string; created_at: string };
}
