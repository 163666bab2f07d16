import { Body, Controller, Header, Post } from '@nestjs/common';
import { addressTaken, badName } from '#contexts/tenancy';
import { ApiCreate, ApiSection, Public } from '#libs/http';
import { atField } from '#libs/kernel';
import { weakPasswords } from '../../passwords/domain/password.errors.js';
import { busy } from '../../sessions/domain/auth.errors.js';
import type { SignInResult } from '../../sign-in/application/sign-in.service.js';
import { SignedInDto } from '../../sign-in/http/auth.dto.js';
import { SignUpService } from '../application/sign-up.service.js';
import { signUpClosed, tooManySignUps } from '../domain/sign-up.errors.js';
import { SignUpDto } from './sign-up.dto.js';

@ApiSection('Sign-up', 'A company opens its own account, on trial for 14 days.')
@Controller('v1/signup')
export class SignUpController {
  constructor(private readonly signUps: SignUpService) {}

  @Post()
  @Public()
  @Header('Cache-Control', 'no-store')
  @Header('Location', '/v1/tenant')
  @ApiCreate(SignedInDto, {
    summary: 'Sign up',
    description:
      'Opens an account on trial for 14 days and signs its first administrator in: the answer is that of a sign-in. GET /v1/tenant then shows the account, also the slug that was made of the name. All of it is done or nothing: when no answer came, sign in; if that is refused, sign up again. A slug belongs to one account, an e-mail address may be used in any number. Sign-ups are limited for each network, mailbox and e-mail domain, more narrowly for disposable addresses.',
    problems: [signUpClosed, addressTaken, atField(badName, '/slug'), ...weakPasswords, tooManySignUps, busy],
  })
  signUp(
    @Body() { companyName: name, slug, companySize, industry, timezone, currency, ...admin }: SignUpDto,
  ): Promise<SignInResult> {
    return this.signUps.signUp({ name, slug, companySize, industry, timezone, currency }, admin);
  }
}
