import { ApiSchema } from '@nestjs/swagger';
import { EmailField, Examples, PasswordField, SecretField, StringField } from '#libs/http';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';

/** A user of the demo. */
const demoUser = { tenant: 'northlift', email: 'jonas.petersen@northlift.example' };

@ApiSchema({ name: 'ForgotPassword' })
@Examples({ minimal: demoUser, full: demoUser })
export class ForgotPasswordDto {
  @EmailField({ description: 'E-mail address of the user', example: demoUser.email })
  email: string;

  @StringField({
    description: 'Slug of the account. Not needed where the host name or X-Tenant names it.',
    example: 'northlift',
    maxLength: 100,
    optional: true,
  })
  tenant?: string;
}

@ApiSchema({ name: 'ResetPassword' })
export class ResetPasswordDto {
  @SecretField({
    description: 'What stands behind `#token=` in the link of the mail',
    example: 'fppr_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  token: string;

  @PasswordField({
    description: `The new password: at least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address, name or company are refused`,
    example: 'blue-kettle-on-the-roof',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  password: string;
}
