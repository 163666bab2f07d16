import { Injectable } from '@nestjs/common';
import { SecretRekeyService, type Rekeyed } from './two-factor/application/secret-rekey.service.js';

/** Secrets that are stored encrypted, for whoever changes ENCRYPTION_KEY. */
@Injectable()
export class StoredSecretsFacade {
  constructor(private readonly secrets: SecretRekeyService) {}

  /** Encrypts the secrets of the current tenant's users with the key of now. */
  rekeyUsers(): Promise<Rekeyed> {
    return this.secrets.users();
  }

  rekeyOperators(): Promise<Rekeyed> {
    return this.secrets.operators();
  }
}
