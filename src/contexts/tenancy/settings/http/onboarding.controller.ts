import { Controller, Get, Post } from '@nestjs/common';
import { ApiAction, ApiRead, ApiSection, IfMatch, Permission } from '#libs/http';
import { OnboardingService } from '../application/onboarding.service.js';
import { OnboardingDto } from './onboarding.dto.js';

@ApiSection('Onboarding', 'The first steps with a new account, computed from what there is.')
@Controller('v1/tenant/onboarding')
@Permission('tenant:update')
export class OnboardingController {
  constructor(private readonly onboarding: OnboardingService) {}

  @Get()
  @ApiRead(OnboardingDto, {
    summary: 'Read which first steps are done',
    description:
      'Found out anew from what the account has: a facility, a machine, a schedule, a colleague, a domain. When all are there it is over for good.',
  })
  getOnboarding(): Promise<OnboardingDto> {
    return this.onboarding.get();
  }

  @Post('skip')
  @ApiAction(OnboardingDto, {
    summary: 'Skip what is left of the first steps',
    description:
      'Onboarding counts as over for everybody in the account although steps are open; resuming takes that back.',
  })
  skipOnboarding(@IfMatch() version: number): Promise<OnboardingDto> {
    return this.onboarding.skip(version);
  }

  @Post('resume')
  @ApiAction(OnboardingDto, {
    summary: 'Take up first steps that were skipped',
    description:
      'Takes skipping back: open steps are shown again. Where all are done it stays over and nothing changes.',
  })
  resumeOnboarding(@IfMatch() version: number): Promise<OnboardingDto> {
    return this.onboarding.resume(version);
  }
}
