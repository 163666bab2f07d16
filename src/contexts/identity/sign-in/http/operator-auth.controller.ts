import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiAction, ApiSection, OperatorOnly, Public } from '#libs/http';
import { RefreshService } from '../application/refresh.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { OperatorSignInService } from '../application/operator-sign-in.service.js';
import type { SignInResult } from '../application/sign-in.service.js';
import { SignOutService } from '../application/sign-out.service.js';
import { secondStepNeeded } from '../../two-factor/domain/two-factor.errors.js';
import { OperatorSecondStepService } from '../application/operator-second-step.service.js';
import {
  OperatorLoginDto,
  OperatorSecondStepDto,
  OperatorRefreshDto,
  OperatorSignedInDto,
  OperatorTokenPairDto,
} from './auth.dto.js';
import { refreshProblems, secondStepProblems, signInProblems } from './auth.problems.js';

@ApiSection('Operator sign-in', 'Operators have accounts and tokens of their own, which open nothing in any tenant.')
@Controller('admin/v1/auth')
export class OperatorAuthController {
  constructor(
    private readonly signIns: OperatorSignInService,
    private readonly secondSteps: OperatorSecondStepService,
    private readonly refreshes: RefreshService,
    private readonly signOuts: SignOutService,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorSignedInDto, {
    summary: 'Sign in as operator',
    description:
      'Start here: send `accessToken` of the answer as `Authorization: Bearer …` with every other request of operators. It opens nothing in any account. Too many failures close the account of the operator, and the network, for a quarter of an hour. Each sign-in stands in the audit log of the platform. Who has a second factor is answered 403 `auth.second_step_needed` with a `pendingToken`: send it with a code to `POST /admin/v1/auth/two-factor`.',
    problems: [...signInProblems, secondStepNeeded],
  })
  loginOperator(@Body() credentials: OperatorLoginDto): Promise<SignInResult> {
    return this.signIns.signIn(credentials);
  }

  @Post('two-factor')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(OperatorSignedInDto, {
    summary: 'Sign in as operator with the second factor',
    description:
      'The second step, for operators who have a second factor: takes the `pendingToken` that the right password was answered, and a code of the authenticator app or a backup code. Each code works once. Five wrong codes end the pending sign-in; they count against the account as wrong passwords do.',
    problems: secondStepProblems,
  })
  operatorSecondStep(@Body() { pendingToken, code }: OperatorSecondStepDto): Promise<SignInResult> {
    return this.secondSteps.signIn(pendingToken, code);
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
