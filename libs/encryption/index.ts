export { EncryptionModule } from './encryption.module.js';
export { Encryption, type EncryptedText } from './encryption.js';
