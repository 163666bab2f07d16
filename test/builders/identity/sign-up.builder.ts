import { randomBytes } from 'node:crypto';
import { builder } from '#libs/testing';

const some = (): string => randomBytes(5).toString('hex');

interface SignUpBody {
  readonly companyName: string;
  readonly slug: string;
  readonly email: string;
  readonly password: string;
  readonly companySize?: string;
  readonly industry?: string;
  readonly timezone?: string;
  readonly currency?: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** The body of `POST /v1/signup`. */
export const aSignUp = builder<SignUpBody>(() => ({
  companyName: 'Brightwater Lifts',
  slug: `s-${some()}`,
  email: `nora@${some()}.example`,
  password: 'blue-kettle-on-the-roof',
}));
