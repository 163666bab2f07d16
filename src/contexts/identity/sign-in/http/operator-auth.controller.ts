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
  @ApiAction(OperatorSignedInDto, { summary: 'Sign in as operator', problems: signInProblems })
  loginOperator(@Body() credentials: OperatorLoginDto): Promise<SignInResult> {
    return this.signIns.signIn(credentials);
  }

  @Post('refresh')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorTokenPairDto, { summary: 'Refresh the tokens of an operator', problems: refreshProblems })
  refreshOperator(@Body() { refreshToken }: OperatorRefreshDto): Promise<TokenPair> {
    return this.refreshes.refreshOperator(refreshToken);
  }

  @Post('logout')
  @OperatorOnly()
  @ApiAction(undefined, { summary: 'Sign out as operator' })
  logoutOperator(): Promise<void> {
    return this.signOuts.signOut();
  }
}
