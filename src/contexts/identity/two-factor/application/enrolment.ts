import { PRODUCT_NAME } from '#libs/mail';
import { newTotpSecret, otpauthUri } from './totp.js';

export interface Enrolment {
  /** In base32, for apps that take no picture. */
  readonly secret: string;
  readonly otpauthUri: string;
}

/** @param account as the app is to show it beside the name of the product */
export function newEnrolment(account: string, email: string): Enrolment {
  const secret = newTotpSecret();
  return { secret, otpauthUri: otpauthUri(secret, `${PRODUCT_NAME} ${account}`.trim(), email) };
}
