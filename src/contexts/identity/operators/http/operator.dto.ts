import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  DateTimeField,
  EmailField,
  EnumField,
  enumeration,
  items,
  StringField,
  UuidField,
} from '#libs/http';
import { operatorRoles, type OperatorRole } from '#libs/kernel';
import { operatorPermissionNames, type OperatorPermissionName } from '../../../permissions.js';
import { operatorRoleDescriptions, permissionsOfOperator } from '../domain/operator-roles.js';

const operatorRole = enumeration({
  name: 'OperatorRole',
  description: `What operators may do. ${operatorRoles.map((name) => `${name}: ${operatorRoleDescriptions[name]}`).join(' ')}`,
  values: operatorRoles,
});

const operatorPermissionName = enumeration({
  name: 'OperatorPermissionName',
  description: 'What operators may be allowed or not',
  values: operatorPermissionNames,
});

@ApiSchema({ name: 'OperatorMe' })
export class OperatorMeDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e001' })
  id: string;

  @EmailField({ description: 'E-mail address', example: 'operator@fieldpilot.example' })
  email: string;

  @StringField({ description: 'As people call them', example: 'Demo operator', maxLength: 255, nullable: true })
  name: string | null;

  @EnumField({ description: 'Role', example: 'support', of: operatorRole })
  role: OperatorRole;

  @ArrayField({
    description: 'Everything that the role allows',
    example: [...permissionsOfOperator('support')].sort(),
    of: items.oneOf(operatorPermissionName),
    maxItems: operatorPermissionNames.length,
  })
  permissions: OperatorPermissionName[];

  @DateTimeField({ description: 'Last sign-in', example: '2026-11-22T10:00:00.000Z', nullable: true })
  lastLoginAt: string | null;
}

@ApiSchema({ name: 'OperatorPermission' })
export class OperatorPermissionDto {
  @EnumField({ description: 'Name', example: 'audit_logs:read', of: operatorPermissionName })
  name: OperatorPermissionName;

  @StringField({
    description: 'What it allows',
    example: 'Read what operators did and looked at, and when.',
    maxLength: 500,
  })
  description: string;

  @ArrayField({
    description: 'Roles that have it',
    example: ['support', 'admin'],
    of: items.oneOf(operatorRole),
    maxItems: operatorRoles.length,
  })
  roles: OperatorRole[];
}
