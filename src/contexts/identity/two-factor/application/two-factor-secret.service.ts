import { Injectable } from '@nestjs/common';
import { Encryption, type EncryptedText } from '#libs/encryption';
import { Clock } from '#libs/kernel';
import { backupCodeHash, readBackupCode } from './backup-codes.js';
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

  /** Of a code of the app. */
  stepOf({ id, secret }: FactorOwner, text: string): number | undefined {
    return stepOf(this.encryption.decrypt(secret, secretPlace(id)), text.replace(/\s/g, ''), this.clock.now());
  }
}

/** Where the secret of an owner may stand. */
export function secretPlace(ownerId: string): string {
  return `two-factor secret of ${ownerId}`;
}
