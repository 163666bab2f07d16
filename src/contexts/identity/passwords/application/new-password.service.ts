import { Injectable } from '@nestjs/common';
import { atField, refuse } from '#libs/kernel';
import { assertPassword, type OwnWords } from '../domain/password-policy.js';
import { tooCommon, tooPersonal } from '../domain/password.errors.js';
import { PasswordHasherService } from './password-hasher.service.js';
import { weaknessOf } from './password-strength.js';

/** The only way to hash a new password, so that none is hashed unchecked. */
@Injectable()
export class NewPasswordService {
  constructor(private readonly hasher: PasswordHasherService) {}

  /** @throws 422 at `pointer` for a password that is too easy, 503 `auth.busy` */
  async hash(password: string, ownWords: OwnWords, pointer = '/password'): Promise<string> {
    assertPassword(password, ownWords, pointer);
    const weakness = await weaknessOf(password, ownWords);
    if (weakness) throw refuse(atField(weakness === 'personal' ? tooPersonal : tooCommon, pointer));
    return this.hasher.hash(password);
  }
}
