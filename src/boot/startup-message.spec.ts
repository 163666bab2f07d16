import { jest } from '@jest/globals';
import { loadConfig } from '#libs/config';
import type { Running } from './boot.js';
import { printStartupMessage } from './startup-message.js';

afterEach(() => jest.restoreAllMocks());

/** What the start prints, as names with their addresses. */
function printed(environment: Record<string, string>): string {
  let text = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const running = { baseUrl: 'http://127.0.0.1:3000' } as Running;
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() } as never;
  printStartupMessage(running, loadConfig({ FIELDPILOT_DATA: '/tmp/none', ...environment }), log);
  return text;
}

describe('the message of the start', () => {
  it('names the pages for developers, operators and, in development, kept mails', () => {
    const text = printed({});
    for (const path of ['/docs', '/admin/docs', '/mail'])
      expect(text).toMatch(new RegExp(`^ +[a-z]+ +http://127.0.0.1:3000${path}$`, 'm'));
  });

  it('names no page that is not served', () => {
    expect(printed({ SMTP_URL: 'smtp://localhost:2525', MAIL_FROM: 'fieldpilot@acme.com' })).not.toContain('/mail');
    expect(printed({ NODE_ENV: 'test' })).not.toContain('/mail');
    const worker = printed({ ROLE: 'worker' });
    for (const path of ['/docs', '/mail']) expect(worker).not.toContain(path);
  });
});
