import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiAction, ApiSection, OperatorOnly, Public } from '#libs/http';
import { RefreshService } from '../application/refresh.service.js';
import type { TokenPair } from '../application/session-chain.js';
import { SignInService } from '../application/sign-in.service.js';
import { SignOutService } from '../application/sign-out.service.js';
import { OperatorLoginDto, OperatorRefreshDto, OperatorTokenPairDto } from './auth.dto.js';
import { refreshProblems, signInProblems } from './auth.problems.js';

@ApiSection('Operator sign-in', 'Operators have accounts and tokens of their own, which open nothing in any tenant.')
@Controller('admin/v1/auth')
export class OperatorAuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly refreshes: RefreshService,
    private readonly signOuts: SignOutService,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorTokenPairDto, { summary: 'Sign in as operator', problems: signInProblems })
  loginOperator(@Body() credentials: OperatorLoginDto): Promise<TokenPair> {
    return this.signIns.signInOperator(credentials);
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
