import { ApiSchema } from '@nestjs/swagger';
import { EmailField, Examples, IntegerField, PasswordField, SecretField, StringField } from '#libs/http';
import { LONGEST_PASSWORD } from '../../passwords/domain/password.errors.js';
import { ACCESS_TOKEN_SECONDS } from '../../sessions/domain/token-lifetimes.js';

const deviceToken =
  'fpdt_kJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMiUhXrNzPgDkJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMi';

const deviceTokenField = () =>
  SecretField({
    description:
      'Keep it on this device, also after signing out, and send it with the next sign-in: the device is known by it for 180 days. It opens nothing by itself.',
    example: deviceToken,
    maxLength: 200,
  });

/** The admin of the demo. */
const demoSignIn = { tenant: 'northlift', email: 'ingrid.soerensen@northlift.example' };

@ApiSchema({ name: 'OperatorLogin' })
export class OperatorLoginDto {
  @EmailField({ description: 'E-mail address', example: 'operator@fieldpilot.example' })
  email: string;

  @PasswordField({ description: 'Password', example: 'blue-kettle-on-the-roof', maxLength: LONGEST_PASSWORD })
  password: string;

  @SecretField({
    description:
      'What an earlier sign-in to the account on this device gave. A device that is known is not locked out by what others try.',
    example: deviceToken,
    maxLength: 200,
    optional: true,
  })
  deviceToken?: string;
}

@ApiSchema({ name: 'Login' })
@Examples({ minimal: demoSignIn, full: demoSignIn })
export class LoginDto extends OperatorLoginDto {
  @StringField({
    description: 'Slug of the account. Not needed where the host name or X-Tenant names it.',
    example: 'northlift',
    maxLength: 100,
    optional: true,
  })
  tenant?: string;
}

@ApiSchema({ name: 'SecondStep' })
export class SecondStepDto {
  @SecretField({
    description: 'What the sign-in with the password was answered',
    example: 'fptf_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  pendingToken: string;

  @SecretField({
    description: 'The six digits that the authenticator app shows now, or a backup code',
    example: '492039',
    maxLength: 40,
  })
  code: string;
}

@ApiSchema({ name: 'Refresh' })
export class RefreshDto {
  @SecretField({
    description: 'The refresh token that was given last. It can be used once.',
    example: 'fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  refreshToken: string;

  @SecretField({
    description:
      'What a sign-in on this device gave: with it the device is not refused for calls of others from its network',
    example: deviceToken,
    maxLength: 200,
    optional: true,
  })
  deviceToken?: string;
}

@ApiSchema({ name: 'TokenPair' })
export class TokenPairDto {
  @SecretField({
    description: 'For the Authorization header: `Bearer <accessToken>`',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0eXAiOiJhY2Nlc3MifQ.c2lnbmF0dXJl',
    maxLength: 2_048,
  })
  accessToken: string;

  @SecretField({
    description: 'Gives the next pair of tokens, once',
    example: 'fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
    maxLength: 200,
  })
  refreshToken: string;

  @IntegerField({ description: 'Seconds until the access token expires', example: ACCESS_TOKEN_SECONDS, min: 1 })
  expiresIn: number;
}

@ApiSchema({ name: 'SignedIn' })
export class SignedInDto extends TokenPairDto {
  @deviceTokenField()
  deviceToken: string;
}

const operatorRefreshToken = 'fpot_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ';

@ApiSchema({ name: 'OperatorRefresh' })
export class OperatorRefreshDto extends RefreshDto {
  @SecretField({
    description: 'The refresh token that was given last. It can be used once.',
    example: operatorRefreshToken,
    maxLength: 200,
  })
  declare refreshToken: string;
}

@ApiSchema({ name: 'OperatorTokenPair' })
export class OperatorTokenPairDto extends TokenPairDto {
  @SecretField({ description: 'Gives the next pair of tokens, once', example: operatorRefreshToken, maxLength: 200 })
  declare refreshToken: string;
}

@ApiSchema({ name: 'OperatorSignedIn' })
export class OperatorSignedInDto extends OperatorTokenPairDto {
  @deviceTokenField()
  deviceToken: string;
}

@ApiSchema({ name: 'OperatorSecondStep' })
export class OperatorSecondStepDto extends SecondStepDto {
  @SecretField({
    description: 'What the sign-in with the password was answered',
    example: 'fpto_AAAAAAAAAAAAAAAAAAAAAEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1y',
    maxLength: 200,
  })
  declare pendingToken: string;
}
