import { NewPasswords } from './application/new-passwords.js';
import { PasswordHasher } from './application/password-hasher.js';

export const passwords = {
  controllers: [],
  providers: [NewPasswords, PasswordHasher],
};
