import { ApiSchema } from '@nestjs/swagger';
import { CurrencyField, EmailField, PasswordField, StringField, TimezoneField } from '#libs/http';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../passwords/domain/password.errors.js';

@ApiSchema({ name: 'SignUp' })
export class SignUpDto {
  @StringField({ description: 'Name of the company', example: 'Brightwater Lifts', maxLength: 255 })
  companyName: string;

  @EmailField({ description: 'E-mail address of the first administrator', example: 'nora.keller@brightwater.example' })
  email: string;

  @PasswordField({
    description: `At least ${SHORTEST_PASSWORD} characters; passwords that are easy to guess or made of one's own address, name or company are refused`,
    example: 'blue-kettle-on-the-roof',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
  })
  password: string;

  @StringField({
    description:
      'Short name in addresses: up to 56 lower-case letters, digits and inner hyphens. Without it, one is made of the name of the company.',
    example: 'brightwater-service',
    maxLength: 56,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    patternDetail: 'must be lower-case letters, digits and inner hyphens, such as "acme-lifts"',
    optional: true,
  })
  slug?: string;

  @StringField({ description: 'How many people work there', example: '11-50', maxLength: 50, optional: true })
  companySize?: string;

  @StringField({ description: 'What it does', example: 'Elevators', maxLength: 100, optional: true })
  industry?: string;

  @TimezoneField({ description: 'IANA time zone that dates are meant in', example: 'Europe/Zurich', default: 'UTC' })
  timezone: string;

  @CurrencyField({ description: 'ISO 4217 currency of costs', example: 'CHF', default: 'USD' })
  currency: string;

  @StringField({
    description: 'First name of the first administrator',
    example: 'Nora',
    maxLength: 100,
    optional: true,
  })
  firstName?: string;

  @StringField({
    description: 'Last name of the first administrator',
    example: 'Keller',
    maxLength: 100,
    optional: true,
  })
  lastName?: string;
}
