import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, BooleanField, EnumField, enumeration, IntegerField, items } from '#libs/http';
import { onboardingSteps, type OnboardingStep } from '../domain/onboarding.js';

const onboardingStep = enumeration({
  name: 'OnboardingStep',
  description:
    'A step with a new account: a first facility, machine and maintenance schedule, a second user, a verified domain of its own',
  values: onboardingSteps,
});

@ApiSchema({ name: 'OnboardingStepState' })
export class OnboardingStepStateDto {
  @EnumField({ description: 'The step', example: 'first_facility', of: onboardingStep })
  key: OnboardingStep;

  @BooleanField({ description: 'Whether it is done', example: true })
  done: boolean;
}

const steps = onboardingSteps.map((key, index) => ({ key, done: index < 2 }));

@ApiSchema({ name: 'Onboarding' })
export class OnboardingDto {
  @BooleanField({ description: 'Whether it is over: all steps are done, or it was skipped', example: false })
  completed: boolean;

  @BooleanField({ description: 'Whether it is over though steps are open', example: false })
  skipped: boolean;

  @ArrayField({
    description: 'All steps, in the order in which to show them',
    example: steps,
    of: items.object(OnboardingStepStateDto),
    maxItems: onboardingSteps.length,
  })
  steps: readonly OnboardingStepStateDto[];

  @IntegerField({ description: 'Version of the account, also in the ETag', example: 3, min: 1 })
  version: number;
}
