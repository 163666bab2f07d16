import { backupCodeHash, BACKUP_CODES, newBackupCodes, readBackupCode } from './backup-codes.js';

it('backup codes are ten, all different, in groups that can be written down', () => {
  const codes = Array.from({ length: 20 }, newBackupCodes).flat();
  expect(new Set(codes).size).toBe(20 * BACKUP_CODES);
  for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  // every letter of the alphabet occurs, so none of the bits is lost
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
});

it.each(['k3v9-0m2x-7qzd-4h1t', 'K3V9 OM2X 7QZD 4HLT', ' k3v90m2x7qzd4hit '])('%j is read as the same code', (text) => {
  expect(readBackupCode(text)).toBe('k3v90m2x7qzd4h1t');
  expect(backupCodeHash('owner', text)).toBe(backupCodeHash('owner', 'k3v9-0m2x-7qzd-4h1t'));
});

it.each(['', '123456', 'k3v9-0m2x-7qzd', 'k3v9-0m2x-7qzd-4h1u', 'k3v9-0m2x-7qzd-4h1t-9'])('%j is no code', (text) => {
  expect(readBackupCode(text)).toBeUndefined();
});

it('is hashed differently for each owner', () => {
  const [code = ''] = newBackupCodes();
  expect(backupCodeHash('a', code)).not.toBe(backupCodeHash('b', code));
});
