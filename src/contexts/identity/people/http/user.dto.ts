import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  Example,
  Examples,
  IntegerField,
  items,
  LocaleField,
  ObjectField,
  pageQuery,
  PasswordField,
  StringField,
  TimezoneField,
  UuidField,
} from '#libs/http';
import { userList } from '../application/user.queries.js';
import { ownPath } from '../domain/avatar-url.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';
import type { PermissionName } from '../../../permissions.js';
import type { Role } from '#libs/kernel';
import { permissionsOf } from '../domain/roles.js';
import { LeftWorkDto } from './open-work.dto.js';
import { permissionName, role } from './user-enumerations.js';
import { demoIds } from '../../../demo-ids.js';

/** What stands at the end of each answer. */
export const lastFields = ['version', 'createdAt', 'updatedAt'] as const;
/** Of a technician, for examples. */
export const exampleRights = (granted: readonly PermissionName[] = []) =>
  [...permissionsOf('technician', granted)].sort();

@ApiSchema({ name: 'User' })
export class UserDto {
  @UuidField({ description: 'Id', example: demoIds.technician })
  id: string;

  @EmailField({
    description: 'E-mail address, in lower case; no two users share one',
    example: 'jonas.petersen@northlift.example',
  })
  email: string;

  @StringField({ description: 'First name', example: 'Jonas', maxLength: 100, nullable: true })
  firstName: string | null;

  @StringField({ description: 'Last name', example: 'Petersen', maxLength: 100, nullable: true })
  lastName: string | null;

  @StringField({ description: 'Phone number', example: '+49 170 555 0120', maxLength: 20, nullable: true })
  phone: string | null;

  @StringField({
    description:
      'Address of the picture, as a path of this service: colleagues’ browsers load it, and must not tell others of it. One that was uploaded holds for five to ten minutes',
    example: null,
    maxLength: 2_000,
    pattern: ownPath,
    patternDetail: 'must be a path of this service, which begins with one /',
    nullable: true,
  })
  avatarUrl: string | null;

  @LocaleField({
    description: 'Language of mails to the user, English or German, and for display; null is that of the account',
    example: null,
    nullable: true,
  })
  locale: string | null;

  @TimezoneField({
    description: 'For display: the time zone that the user works in; null is that of the account',
    example: null,
    nullable: true,
  })
  timezone: string | null;

  @EnumField({ description: 'What the user may do', example: 'technician', of: role })
  role: Role;

  @StringField({
    description: 'Your own number; no two users share one',
    example: 'NL-020',
    maxLength: 50,
    nullable: true,
  })
  employeeId: string | null;

  @BooleanField({
    description: 'Whether the user may sign in; only active users count against the plan',
    example: true,
  })
  isActive: boolean;

  @BooleanField({ description: 'Whether the e-mail address is known to be theirs', example: false })
  isVerified: boolean;

  @DateTimeField({ description: 'When that was found out', example: null, nullable: true })
  emailVerifiedAt: string | null;

  @BooleanField({ description: 'Whether the sign-in asks for a code beside the password', example: false })
  twoFactorEnabled: boolean;

  @DateTimeField({ description: 'Last sign-in', example: null, nullable: true })
  lastLoginAt: string | null;

  @DateTimeField({ description: 'Last change of the password', example: null, nullable: true })
  passwordChangedAt: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When the user was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class UserLeftDto {
  @ObjectField({ description: 'What becomes of the open work of the user', type: LeftWorkDto })
  openWork: LeftWorkDto;
}

@ApiSchema({ name: 'DeactivatedUser' })
export class DeactivatedUserDto extends IntersectionType(
  OmitType(UserDto, lastFields),
  UserLeftDto,
  PickType(UserDto, lastFields),
) {}

class UserProfileDto extends PartialType(
  PickType(UserDto, ['firstName', 'lastName', 'phone', 'avatarUrl', 'locale', 'timezone', 'employeeId']),
) {}

class NewSignInDto {
  @EmailField({ description: 'E-mail address; no two users share one', example: 'frida.nygaard@northlift.example' })
  email: string;

  @PasswordField({
    description: `At least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address, name or company are refused`,
    example: 'blue-kettle-on-the-roof',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  password: string;

  @EnumField({ description: 'What the user may do', example: 'technician', of: role })
  role: Role;
}

@ApiSchema({ name: 'CreateUser' })
@Examples({
  minimal: { email: 'olaf.lund@northlift.example' },
  full: { firstName: 'Frida', lastName: 'Nygaard', phone: '+49 170 555 0129', employeeId: 'NL-029' },
})
export class CreateUserDto extends IntersectionType(NewSignInDto, UserProfileDto) {}

@ApiSchema({ name: 'UpdateUser' })
@Example({ phone: '+49 170 555 0130', role: 'technician' })
export class UpdateUserDto extends PartialType(
  PickType(UserDto, [
    'email',
    'firstName',
    'lastName',
    'phone',
    'avatarUrl',
    'locale',
    'timezone',
    'employeeId',
    'role',
  ]),
) {}

export class UserQuery extends pageQuery({
  name: 'User',
  list: userList,
  search: 'names, e-mail addresses and employee numbers',
}) {
  @ArrayField({
    description: 'Roles',
    example: ['technician'],
    of: items.oneOf(role),
    minItems: 1,
    maxItems: role.values.length,
    optional: true,
  })
  role?: Role[];

  @BooleanField({ description: 'Only active or only inactive users', example: true, optional: true })
  active?: boolean;
}

@ApiSchema({ name: 'ReplaceGrants' })
export class ReplaceGrantsDto {
  @ArrayField({
    description: 'Everything the user may do beyond the role; takes the place of what was granted so far',
    example: ['work_orders:create'],
    of: items.oneOf(permissionName),
    maxItems: permissionName.values.length,
    unique: true,
  })
  granted: PermissionName[];
}

@ApiSchema({ name: 'UserRights' })
export class UserRightsDto {
  @UuidField({ description: 'The user', example: demoIds.technician })
  userId: string;

  @EnumField({ description: 'Role', example: 'technician', of: role })
  role: Role;

  @ArrayField({
    description: 'Beyond the role',
    example: ['work_orders:create'],
    of: items.string({ maxLength: 100 }),
    maxItems: 200,
  })
  granted: readonly string[];

  @ArrayField({
    description: 'Role and grants together: what the user may do',
    example: exampleRights(['work_orders:create']),
    of: items.string({ maxLength: 100 }),
    maxItems: 200,
  })
  permissions: readonly string[];

  @IntegerField({ description: 'Version of the user; the ETag begins with it', example: 2, min: 1 })
  version: number;
}
