import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiAction, ApiSection, OperatorOnly, Public } from '#libs/http';
import { RefreshService } from '../application/refresh.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { OperatorSignInService } from '../application/operator-sign-in.service.js';
import type { SignInResult } from '../application/sign-in.service.js';
import { SignOutService } from '../application/sign-out.service.js';
import { OperatorLoginDto, OperatorRefreshDto, OperatorSignedInDto, OperatorTokenPairDto } from './auth.dto.js';
import { refreshProblems, signInProblems } from './auth.problems.js';

@ApiSection('Operator sign-in', 'Operators have accounts and tokens of their own, which open nothing in any tenant.')
@Controller('admin/v1/auth')
export class OperatorAuthController {
  constructor(
    private readonly signIns: OperatorSignInService,
    private readonly refreshes: RefreshService,
    private readonly signOuts: SignOutService,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorSignedInDto, {
    summary: 'Sign in as operator',
    description:
      'Start here: send `accessToken` of the answer as `Authorization: Bearer …` with every other request of operators. It opens nothing in any account. Too many failures close the account of the operator, and the network, for a quarter of an hour. Each sign-in stands in the audit log of the platform.',
    problems: signInProblems,
  })
  loginOperator(@Body() credentials: OperatorLoginDto): Promise<SignInResult> {
    return this.signIns.signIn(credentials);
  }

  @Post('refresh')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorTokenPairDto, {
    summary: 'Refresh the tokens of an operator',
    description:
      'Gives the next pair of tokens and makes the old refresh token worthless. Within ten seconds the same token gives the same successor again; later it ends the session (401), as it may have been stolen.',
    problems: refreshProblems,
  })
  refreshOperator(@Body() { refreshToken }: OperatorRefreshDto): Promise<TokenPair> {
    return this.refreshes.refreshOperator(refreshToken);
  }

  @Post('logout')
  @OperatorOnly()
  @ApiAction(undefined, {
    summary: 'Sign out as operator',
    description:
      'Ends the session of the token that is sent: its access and refresh tokens are worthless at once. Other sessions of the same operator go on.',
  })
  logoutOperator(): Promise<void> {
    return this.signOuts.signOut();
  }
}
