import { Body, Controller, Header, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiAction, ApiSection, Public, SignedIn } from '#libs/http';
import { RefreshService } from '../application/refresh.service.js';
import type { TokenPair } from '../application/session-chain.js';
import { SignInService } from '../application/sign-in.service.js';
import { SignOutService } from '../application/sign-out.service.js';
import { TenantNaming } from '../application/tenant-naming.js';
import { LoginDto, RefreshDto, TokenPairDto } from './auth.dto.js';
import { refreshProblems, signInProblems, tenantProblems, tenantRequired } from './auth.problems.js';
import { tenantNames } from './tenant-names.js';

@ApiSection(
  'Sign-in',
  'Access tokens live for 15 minutes. Refresh tokens can be used once within 30 days and give the next pair; 90 days after the sign-in a session ends.',
)
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly naming: TenantNaming,
    private readonly signIns: SignInService,
    private readonly refreshes: RefreshService,
    private readonly signOuts: SignOutService,
  ) {}

  @Post('login')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(TokenPairDto, {
    summary: 'Sign in',
    description:
      'Gives a pair of tokens. The account is named by the host name, X-Tenant or `tenant`; they must agree.',
    problems: [...signInProblems, ...tenantProblems, tenantRequired],
  })
  async login(@Req() request: FastifyRequest, @Body() { tenant: body, ...credentials }: LoginDto): Promise<TokenPair> {
    const { slug, tenant } = await this.naming.meant({ ...tenantNames(request), body });
    return this.signIns.signIn(slug, tenant, credentials);
  }

  @Post('refresh')
  @Public()
  @Header('Cache-Control', 'no-store')
  @ApiAction(TokenPairDto, {
    summary: 'Refresh the tokens',
    description:
      'Gives the next pair of tokens. Within ten seconds the same token gives the same successor again, so that parallel tabs do no harm; later it ends the session.',
    problems: [...refreshProblems, ...tenantProblems],
  })
  async refresh(@Req() request: FastifyRequest, @Body() { refreshToken }: RefreshDto): Promise<TokenPair> {
    const tenant = await this.refreshes.tenantOf(refreshToken);
    if (tenant) await this.naming.assertAgrees(tenant, tenantNames(request));
    return this.refreshes.refresh(tenant, refreshToken);
  }

  @Post('logout')
  @SignedIn()
  @ApiAction(undefined, { summary: 'Sign out', description: 'Ends the session: its tokens are worthless at once.' })
  logout(): Promise<void> {
    return this.signOuts.signOut();
  }
}
