import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, declareUniqueText, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { Role } from '#libs/kernel';
import { emailTaken, employeeIdTaken } from './user.errors.js';

export const UserSchema = defineEntity({
  name: 'User',
  tableName: 'users',
  schema: '*',
  properties: {
    ...versioned,
    email: p.string(),
    passwordHash: p.string().hidden(),
    firstName: p.string().length(100).nullable(),
    lastName: p.string().length(100).nullable(),
    phone: p.string().length(20).nullable(),
    avatarUrl: p.text().nullable(),
    avatarUploadId: p.uuid().nullable(),
    locale: p.string().length(35).nullable(),
    timezone: p.string().length(64).nullable(),
    role: p.string().length(50).$type<Role>(),
    employeeId: p.string().length(50).nullable(),
    isActive: p.boolean().onCreate(() => true),
    isVerified: p.boolean().onCreate(() => false),
    emailVerifiedAt: p.datetime().nullable(),
    twoFactorEnabled: p.boolean().onCreate(() => false),
    twoFactorSecret: p.string().nullable().hidden(),
    twoFactorKeyId: p.string().length(50).nullable().hidden(),
    twoFactorLastStep: p.bigint('number').nullable().hidden(),
    authVersion: p
      .integer()
      .onCreate(() => 1)
      .hidden(),
    lastLoginAt: p.datetime().nullable(),
    passwordChangedAt: p.datetime().nullable(),
    mustChangePassword: p
      .boolean()
      .onCreate(() => false)
      .hidden(),
  },
});

/** What can be edited; everything else changes by a command of its own. */
export interface UserProfile {
  firstName?: string | null;
  lastName?: string | null;
  phone?: string | null;
  avatarUrl?: string | null;
  locale?: string | null;
  timezone?: string | null;
  employeeId?: string | null;
}

export class User extends UserSchema.class {
  static create(props: UserProfile & { email: string; passwordHash: string; role: Role }): User {
    const user = new User();
    user.id = uuidv7();
    user.isActive = true;
    user.authVersion = 1;
    Object.assign(user, props, { email: normalEmail(props.email) });
    return user;
  }

  edit(changes: UserProfile & { email?: string | undefined }): void {
    const { email, ...profile } = changes;
    if (email !== undefined) this.changeEmail(normalEmail(email));
    for (const [name, value] of Object.entries(profile))
      if (value !== undefined) Object.assign(this, { [name]: value });
  }

  /** Takes the place of whatever was shown; null shows none. */
  showPicture(uploadId: string | null): void {
    this.avatarUrl = null;
    this.avatarUploadId = uploadId;
  }

  /** A new address has to be verified. */
  private changeEmail(email: string): void {
    if (email === this.email) return;
    this.email = email;
    this.isVerified = false;
    this.emailVerifiedAt = null;
  }

  /** Somebody has followed a link that was mailed to this address. */
  confirmEmail(email: string, at: Date): void {
    this.changeEmail(email);
    this.verifyEmail(at);
  }

  changeRole(role: Role): void {
    this.role = role;
  }

  activate(): void {
    this.isActive = true;
  }

  /** Invalidates every token issued so far. */
  setPassword(passwordHash: string, at: Date): void {
    this.passwordHash = passwordHash;
    this.passwordChangedAt = at;
    this.mustChangePassword = false;
    this.authVersion += 1;
  }

  /** The old password signs in no more, and every token issued so far is invalid. */
  requirePasswordChange(): void {
    this.mustChangePassword = true;
    this.authVersion += 1;
  }

  /** Invalidates every token issued so far. */
  endTokens(): void {
    this.authVersion += 1;
  }

  /** A second time keeps the first one's. */
  verifyEmail(at: Date): void {
    if (this.isVerified) return;
    this.isVerified = true;
    this.emailVerifiedAt = at;
  }

  /** Invalidates every token issued so far, even after the user is activated again. */
  deactivate(): void {
    if (!this.isActive) return;
    this.isActive = false;
    this.authVersion += 1;
  }
}
UserSchema.setClass(User);

/** Addresses are stored and compared in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

declareConstraint({
  constraint: 'users_email_key',
  property: 'email',
  refusal: emailTaken,
});
declareUniqueText({
  constraint: 'users_employee_id_key',
  same: 'users_same_employee_id_key',
  property: 'employeeId',
  refusal: employeeIdTaken,
});
