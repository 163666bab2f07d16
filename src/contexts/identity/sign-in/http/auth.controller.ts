import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiAction, ApiSection, Public, SignedIn } from '#libs/http';
import { RefreshService } from '../application/refresh.service.js';
import type { TokenPair } from '../../sessions/application/session-chain.js';
import { SecondStepService } from '../application/second-step.service.js';
import { SignInService, type SignInResult } from '../application/sign-in.service.js';
import { SignOutService } from '../application/sign-out.service.js';
import { LoginDto, RefreshDto, SecondStepDto, SignedInDto, TokenPairDto } from './auth.dto.js';
import { passwordChangeRequired, tenantRequired } from '../../sessions/domain/auth.errors.js';
import { closedToSignIns, refreshProblems, secondStepProblems, signInProblems } from './auth.problems.js';
import { secondStepNeeded } from '../../two-factor/domain/two-factor.errors.js';
import { tenantNames } from './tenant-names.js';

@ApiSection(
  'Sign-in',
  'Access tokens live for 15 minutes. Refresh tokens can be used once within 30 days and give the next pair; 90 days after the sign-in a session ends.',
)
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly secondSteps: SecondStepService,
    private readonly refreshes: RefreshService,
    private readonly signOuts: SignOutService,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(SignedInDto, {
    summary: 'Sign in',
    description:
      "Start here: send `accessToken` of the answer as `Authorization: Bearer …` with every other request. In Swagger UI choose “Authorize”, in the reference “Authentication”, and paste it; all other operations can then be tried. The demo's passwords differ from one installation to the next: the example has the right one where the document is read on the machine that runs the demo; elsewhere see what `npm start` prints, or `demo-credentials.json` in the data folder. The account is named by the host name, `X-Tenant` or `tenant`; where they disagree there is no such account. Ten failures close an account, and a hundred a network, for a quarter of an hour; a device that sends its `deviceToken` answers for its own failures alone, of which it has five. Each sign-in begins a session, and stands in the audit log. Who has a second factor is answered 403 `auth.second_step_needed` with a `pendingToken`: send it with a code to `POST /v1/auth/two-factor`.",
    problems: [...signInProblems, closedToSignIns, passwordChangeRequired, tenantRequired, secondStepNeeded],
  })
  login(@Req() request: FastifyRequest, @Body() { tenant: body, ...credentials }: LoginDto): Promise<SignInResult> {
    return this.signIns.signIn({ ...tenantNames(request), body }, credentials);
  }

  @Post('two-factor')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(SignedInDto, {
    summary: 'Sign in with the second factor',
    description:
      'The second step, for whoever has a second factor: takes the `pendingToken` that the right password was answered, and a code of the authenticator app or a backup code. Each code works once, and no earlier one after it. Five wrong codes end the pending sign-in; they count against the account as wrong passwords do.',
    problems: secondStepProblems,
  })
  signInSecondStep(
    @Req() request: FastifyRequest,
    @Body() { pendingToken, code }: SecondStepDto,
  ): Promise<SignInResult> {
    return this.secondSteps.signIn(tenantNames(request), pendingToken, code);
  }

  @Post('refresh')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(TokenPairDto, {
    summary: 'Refresh the tokens',
    description:
      'Gives the next pair of tokens and makes the old refresh token worthless. Within ten seconds the same token gives the same successor again, so that parallel tabs do no harm; later it ends the session (401), as it may have been stolen.',
    problems: [...refreshProblems, closedToSignIns],
  })
  refresh(@Req() request: FastifyRequest, @Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    return this.refreshes.refresh(tenantNames(request), refreshToken);
  }

  @Post('logout')
  @SignedIn({ enrolling: true, unverified: true })
  @ApiAction(undefined, {
    summary: 'Sign out',
    description:
      'Ends the session of the token that is sent: its access and refresh tokens are worthless at once. Other sessions of the same user go on.',
  })
  logout(): Promise<void> {
    return this.signOuts.signOut();
  }
}
