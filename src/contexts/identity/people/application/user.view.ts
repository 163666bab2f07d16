import { isoUtc } from '#libs/database';
import { visibleAvatar } from '../domain/avatar-url.js';
import type { UserTable } from '../../identity.tables.js';

export const userColumns = [
  'u.id',
  'u.email',
  'u.first_name',
  'u.last_name',
  'u.phone',
  'u.avatar_url',
  'u.role',
  'u.employee_id',
  'u.is_active',
  'u.is_verified',
  'u.email_verified_at',
  'u.two_factor_enabled',
  'u.last_login_at',
  'u.password_changed_at',
  'u.version',
  'u.created_at',
  'u.updated_at',
] as const;

export type UserView = ReturnType<typeof userView>;

export function userView(row: Omit<UserTable, 'password_hash' | 'auth_version'>) {
  return {
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    phone: row.phone,
    avatarUrl: visibleAvatar(row.avatar_url),
    role: row.role,
    employeeId: row.employee_id,
    isActive: row.is_active,
    isVerified: row.is_verified,
    emailVerifiedAt: isoUtc(row.email_verified_at),
    twoFactorEnabled: row.two_factor_enabled,
    lastLoginAt: isoUtc(row.last_login_at),
    passwordChangedAt: isoUtc(row.password_changed_at),
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}
