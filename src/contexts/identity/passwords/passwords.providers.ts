import { NewPasswordService } from './application/new-password.service.js';
import { PasswordHasherService } from './application/password-hasher.service.js';

export const passwords = {
  controllers: [],
  providers: [NewPasswordService, PasswordHasherService],
};
