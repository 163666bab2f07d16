import type { AppConfig } from '#libs/config';

/** How mails about an account look, and where their links lead. */
export interface MailBrand {
  /** Shown as the sender and above the text. */
  readonly name: string;
  /** The company whose account it is about. */
  readonly account: string;
  /** The language where the recipient has none. */
  readonly locale: string;
  /** Where links lead, without a slash at the end. Never from a request, whose host a stranger may choose. */
  readonly address: string;
  /** `#rrggbb` */
  readonly color: string | null;
  /** An https address. */
  readonly logoUrl: string | null;
}

/** Implemented by the tenancy context. */
export abstract class MailBrands {
  /** The brand of the current tenant. */
  abstract ofTenant(): Promise<MailBrand>;
}

export const PRODUCT_NAME = 'FieldPilot';

/** For mails that are about no account. */
export function platformBrand(config: AppConfig): MailBrand {
  const look = { color: null, logoUrl: null, locale: 'en' };
  return { name: PRODUCT_NAME, account: PRODUCT_NAME, address: platformAddress(config), ...look };
}

/** The address of the installation. */
export function platformAddress({ publicUrl, port }: AppConfig): string {
  return publicUrl ?? `http://localhost:${port}`;
}
