import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiRemove, ApiSection, IdParam, listRequest, OperatorOnly, type Page } from '#libs/http';
import { wrongOwnPassword } from '../../operators/domain/operator.errors.js';
import { tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { weakPasswords } from '../../passwords/domain/password.errors.js';
import { OperatorPasswordService } from '../application/operator-password.service.js';
import { OwnOperatorService } from '../application/own-operator.service.js';
import { ChangeOperatorPasswordDto, OperatorSessionDto, OperatorSessionQuery } from './operator-account.dto.js';

@ApiSection('Operator account', 'Password, sessions and second factor of the operator who asks.')
@OperatorOnly()
@Controller('admin/v1/me')
export class OperatorAccountController {
  constructor(
    private readonly own: OwnOperatorService,
    private readonly passwords: OperatorPasswordService,
  ) {}

  @Post('password')
  @ApiAction(undefined, {
    summary: 'Change my password as operator',
    description:
      'Takes the password of now beside the new one, and ends all your sessions, this one included: sign in anew. Five wrong ones close this for a quarter of an hour.',
    problems: [wrongOwnPassword, tooManyAttempts, ...weakPasswords],
  })
  changeOperatorPassword(@Body() { currentPassword, newPassword }: ChangeOperatorPasswordDto): Promise<void> {
    return this.passwords.change(currentPassword, newPassword);
  }

  @Get('sessions')
  @ApiList(OperatorSessionDto, {
    summary: 'List where I am signed in as operator',
    description:
      'One for each device or program that has signed in as you and has neither signed out nor expired; `isCurrent` marks the one that asks.',
  })
  listOperatorSessions(@Query() query: OperatorSessionQuery): Promise<Page<OperatorSessionDto>> {
    return this.own.sessions(listRequest(query));
  }

  @Delete('sessions/:id')
  @ApiRemove({
    summary: 'End one of my sessions as operator',
    description:
      'Its tokens are worthless from the next request on, in every process. A session of somebody else, or one that has ended, is not found.',
  })
  endOperatorSession(@IdParam() id: string): Promise<void> {
    return this.own.endSession(id);
  }
}
