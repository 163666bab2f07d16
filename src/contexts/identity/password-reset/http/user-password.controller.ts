import { Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { UserDto } from '../../people/http/user.dto.js';
import { beyondOwnRights, inactiveUser } from '../../people/domain/user.errors.js';
import { UserPasswordService } from '../application/user-password.service.js';
import { ownPassword } from '../domain/password-reset.errors.js';

@ApiSection('Users', 'The people of the account: who they are, whether they may sign in, what they may do.')
@Controller('v1/users')
export class UserPasswordController {
  constructor(private readonly passwords: UserPasswordService) {}

  @Post(':id/reset-password')
  @Permission('users:update')
  @ApiAction(UserDto, {
    summary: "Reset a user's password",
    description:
      'Signs the user out everywhere, at once, and mails a link to set a new password; until then the old one is answered 403. Nobody learns or chooses the password of somebody else. Your own you change by “forgot password” (409).',
    problems: [beyondOwnRights, inactiveUser, ownPassword],
  })
  resetUserPassword(@IdParam() id: string, @IfMatch() version: number): Promise<UserDto> {
    return this.passwords.reset(id, version);
  }
}
