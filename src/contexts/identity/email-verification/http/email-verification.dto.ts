import { ApiSchema } from '@nestjs/swagger';
import { EmailField, PasswordField, SecretField } from '#libs/http';
import { LONGEST_PASSWORD } from '../../passwords/domain/password.errors.js';

@ApiSchema({ name: 'VerifyEmail' })
export class VerifyEmailDto {
  @SecretField({
    description: 'What stands behind `#token=` in the link of the mail',
    example: 'fpev_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  token: string;
}

@ApiSchema({ name: 'ChangeEmail' })
export class ChangeEmailDto {
  @EmailField({ description: 'The new address, which has to be confirmed', example: 'i.soerensen@northlift.example' })
  email: string;

  @PasswordField({
    description: 'The password that signs you in now',
    example: 'blue-kettle-on-the-roof',
    maxLength: LONGEST_PASSWORD,
  })
  currentPassword: string;
}
