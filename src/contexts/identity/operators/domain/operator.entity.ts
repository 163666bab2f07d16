import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7, type OperatorRole } from '#libs/kernel';
import { normalEmail } from '../../people/domain/user.entity.js';
import { operatorEmailTaken } from './operator.errors.js';

export const OperatorSchema = defineEntity({
  name: 'Operator',
  tableName: 'operators',
  properties: {
    ...versioned,
    email: p.string(),
    passwordHash: p.string(),
    name: p.string().nullable(),
    role: p.string().$type<OperatorRole>(),
    isActive: p.boolean().onCreate(() => true),
    twoFactorEnabled: p.boolean().onCreate(() => false),
    twoFactorSecret: p.string().nullable(),
    twoFactorKeyId: p.string().length(50).nullable(),
    twoFactorLastStep: p.bigint('number').nullable(),
    authVersion: p.integer().onCreate(() => 1),
    lastLoginAt: p.datetime().nullable(),
    passwordChangedAt: p.datetime().nullable(),
  },
});

/** Somebody who runs the platform, without access to the data of any tenant. */
export class Operator extends OperatorSchema.class {
  static create(props: { email: string; passwordHash: string; name: string | null; role: OperatorRole }): Operator {
    return Object.assign(new Operator(), props, { id: uuidv7(), email: normalEmail(props.email) });
  }

  /** Invalidates every token issued so far. */
  setPassword(passwordHash: string, at: Date): void {
    this.passwordHash = passwordHash;
    this.passwordChangedAt = at;
    this.endTokens();
  }

  endTokens(): void {
    this.authVersion += 1;
  }

  deactivate(): void {
    if (!this.isActive) return;
    this.isActive = false;
    this.endTokens();
  }

  activate(): void {
    this.isActive = true;
  }

  changeRole(role: OperatorRole): void {
    this.role = role;
  }
}
OperatorSchema.setClass(Operator);

declareConstraint({
  constraint: 'operators_email_key',
  property: 'email',
  refusal: operatorEmailTaken,
});
