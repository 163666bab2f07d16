import { Injectable } from '@nestjs/common';
import { Encryption, type EncryptedText } from '#libs/encryption';
import { Clock, refuse } from '#libs/kernel';
import { backupCodeHash, readBackupCode } from './backup-codes.js';
import { alreadyEnabled, notBegun, notEnabled, wrongCode } from '../domain/two-factor.errors.js';
import type { TwoFactorHolder } from '../domain/two-factor-holder.js';
import { stepOf } from './totp.js';

/** A user or an operator with the secret of an authenticator app. */
export interface FactorOwner {
  readonly id: string;
  readonly secret: EncryptedText;
}

/** What a text that somebody typed may be; whether it was used before only the database knows. */
export type ReadCode = { readonly step: number } | { readonly backupHash: string };

/** Secrets of authenticator apps, which are stored encrypted. */
@Injectable()
export class TwoFactorSecretService {
  constructor(
    private readonly encryption: Encryption,
    private readonly clock: Clock,
  ) {}

  encrypt(ownerId: string, secret: string): EncryptedText {
    return this.encryption.encrypt(secret, secretPlace(ownerId));
  }

  /** Undefined for what is neither a code of the app now, nor in the form of a backup code. */
  read(owner: FactorOwner, text: string): ReadCode | undefined {
    const step = this.stepOf(owner, text);
    if (step !== undefined) return { step };
    return readBackupCode(text) === undefined ? undefined : { backupHash: backupCodeHash(owner.id, text) };
  }

  /** The step of the code that confirms a proposal. @throws 409 `two_factor.already_enabled`, `two_factor.not_begun`, 422 `two_factor.wrong_code` */
  stepToConfirm(holder: TwoFactorHolder, text: string): number {
    if (holder.twoFactorEnabled) throw refuse(alreadyEnabled);
    const owner = ownerOf(holder);
    if (!owner) throw refuse(notBegun);
    const step = this.stepOf(owner, text);
    if (step === undefined) throw refuse(wrongCode);
    return step;
  }

  /** A code that is to be used up. @throws 409 `two_factor.not_enabled`, 422 `two_factor.wrong_code` */
  readToUse(holder: TwoFactorHolder, text: string): ReadCode {
    const owner = holder.twoFactorEnabled ? ownerOf(holder) : undefined;
    if (!owner) throw refuse(notEnabled);
    const code = this.read(owner, text);
    if (!code) throw refuse(wrongCode);
    return code;
  }

  /** Of a code of the app. */
  private stepOf({ id, secret }: FactorOwner, text: string): number | undefined {
    return stepOf(this.encryption.decrypt(secret, secretPlace(id)), text.replace(/\s/g, ''), this.clock.now());
  }
}

function ownerOf({ id, twoFactorSecret: text, twoFactorKeyId: keyId }: TwoFactorHolder): FactorOwner | undefined {
  return text && keyId ? { id, secret: { text, keyId } } : undefined;
}

/** Where the secret of an owner may stand. */
export function secretPlace(ownerId: string): string {
  return `two-factor secret of ${ownerId}`;
}
