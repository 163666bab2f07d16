import { SecretRekeyService } from './application/secret-rekey.service.js';
import { TwoFactorSecretService } from './application/two-factor-secret.service.js';

export const twoFactor = {
  controllers: [],
  providers: [SecretRekeyService, TwoFactorSecretService],
};
