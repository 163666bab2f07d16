import { userInfo } from 'node:os';
import { systemUser } from './system-user.js';

it('is the account, and whoever became it', () => {
  const { username } = userInfo();
  expect(systemUser({})).toBe(username);
  expect(systemUser({ SUDO_USER: 'ada' })).toBe(`ada as ${username}`);
  expect(systemUser({ SUDO_USER: username })).toBe(username);
});
