import { NewPasswordService } from './application/new-password.service.js';
import { PasswordHasherService } from './application/password-hasher.service.js';
import { UserPasswordHashService } from './application/user-password-hash.service.js';

export const passwords = {
  controllers: [],
  providers: [NewPasswordService, PasswordHasherService, UserPasswordHashService],
};
