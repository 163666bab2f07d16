import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  EnumField,
  enumeration,
  Example,
  items,
  ObjectField,
  PasswordField,
  StringField,
  TimezoneField,
  UuidField,
} from '#libs/http';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';
import type { Restriction } from '#libs/request-context';
import { exampleRights, lastFields, UserDto } from '../../people/http/user.dto.js';

const restriction = enumeration({
  name: 'Restriction',
  description: 'What users may do for now: only read, or only look after their own account',
  values: ['read_only', 'own_account'],
});

const demoTenantId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999';

@ApiSchema({ name: 'MyTenant' })
class MyTenantDto {
  @UuidField({ description: 'Id', example: demoTenantId })
  id: string;

  @StringField({ description: 'Slug, as named at sign-in', example: 'northlift', maxLength: 100 })
  slug: string;

  @StringField({ description: 'Name', example: 'Northlift Aufzugservice GmbH', maxLength: 255 })
  name: string;

  @TimezoneField({ description: 'Time zone where nothing closer names one', example: 'Europe/Berlin' })
  timezone: string;
}

class MyRightsDto {
  @ArrayField({
    description: 'What you may do',
    example: exampleRights(),
    of: items.string({ maxLength: 100 }),
    maxItems: 200,
  })
  permissions: readonly string[];

  @EnumField({
    description: 'What is left of it until your e-mail address is verified; null is all of it',
    example: null,
    of: restriction,
    nullable: true,
  })
  restrictedTo: Restriction | null;

  @ObjectField({ description: 'The account you work in', type: MyTenantDto })
  tenant: MyTenantDto;
}

@ApiSchema({ name: 'Me' })
export class MeDto extends IntersectionType(
  OmitType(UserDto, lastFields),
  MyRightsDto,
  PickType(UserDto, lastFields),
) {}

class OwnPictureDto {
  @UuidField({
    description: 'Your picture: an image that you have uploaded and that is not attached yet; null shows none',
    example: null,
    nullable: true,
  })
  avatarUploadId: string | null;
}

@ApiSchema({ name: 'UpdateMe' })
@Example({ phone: '+49 170 555 0199', locale: 'de-DE', timezone: 'Europe/Berlin' })
export class UpdateMeDto extends PartialType(
  IntersectionType(PickType(UserDto, ['firstName', 'lastName', 'phone', 'locale', 'timezone']), OwnPictureDto),
) {}

@ApiSchema({ name: 'ChangePassword' })
export class ChangePasswordDto {
  @PasswordField({
    description: 'The password that signs you in now',
    example: 'blue-kettle-on-the-roof',
    maxLength: LONGEST_PASSWORD,
  })
  currentPassword: string;

  @PasswordField({
    description: `The new one: at least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address, name or company are refused`,
    example: 'seven-green-umbrellas',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  newPassword: string;
}
