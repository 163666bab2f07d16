/** The second factor of a user or an operator, as columns of their row. */
export interface TwoFactorHolder {
  readonly id: string;
  twoFactorEnabled: boolean;
  twoFactorSecret?: string | null;
  twoFactorKeyId?: string | null;
  twoFactorLastStep?: number | null;
}

/** It counts once a code of it has confirmed that it arrived; until then another one can take its place. */
export function proposeTwoFactor(
  holder: TwoFactorHolder,
  secret: { readonly text: string; readonly keyId: string },
): void {
  holder.twoFactorSecret = secret.text;
  holder.twoFactorKeyId = secret.keyId;
  holder.twoFactorLastStep = null;
}

/** @param step that of the code that confirmed it, which is thereby used */
export function enableTwoFactor(holder: TwoFactorHolder, step: number): void {
  holder.twoFactorEnabled = true;
  holder.twoFactorLastStep = step;
}

export function removeTwoFactor(holder: TwoFactorHolder): void {
  holder.twoFactorEnabled = false;
  holder.twoFactorSecret = null;
  holder.twoFactorKeyId = null;
  holder.twoFactorLastStep = null;
}
