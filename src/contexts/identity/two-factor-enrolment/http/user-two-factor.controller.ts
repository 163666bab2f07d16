import { Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { beyondOwnRights } from '../../people/domain/user.errors.js';
import { UserDto } from '../../people/http/user.dto.js';
import { FreshSignInService } from '../../sessions/application/fresh-sign-in.service.js';
import { freshSignInNeeded } from '../../sessions/domain/auth.errors.js';
import { notEnabled, ownTwoFactor } from '../../two-factor/domain/two-factor.errors.js';
import { UserTwoFactorService } from '../application/user-two-factor.service.js';

@ApiSection('Users', 'The people of the account: who they are, whether they may sign in, what they may do.')
@Controller('v1/users')
export class UserTwoFactorController {
  constructor(
    private readonly twoFactor: UserTwoFactorService,
    private readonly freshSignIns: FreshSignInService,
  ) {}

  @Post(':id/reset-two-factor')
  @Permission('users:update')
  @ApiAction(UserDto, {
    summary: "Reset a user's second factor",
    description:
      'For somebody who has lost phone and backup codes: signs them out everywhere, at once, and lets the password alone sign them in. They are told by mail. Needs a sign-in of the last quarter of an hour, and every right that they have (403). Your own you switch off with a code of it (409).',
    problems: [beyondOwnRights, freshSignInNeeded, notEnabled, ownTwoFactor],
  })
  async resetUserTwoFactor(@IdParam() id: string, @IfMatch() version: number): Promise<UserDto> {
    this.freshSignIns.assertFresh();
    return this.twoFactor.reset(id, version);
  }
}
