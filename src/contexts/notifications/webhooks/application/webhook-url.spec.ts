import { webhookUrl } from './webhook-url.js';

const refused = (url: string, toLoopback = false) => {
  try {
    return webhookUrl(url, toLoopback);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

it('takes https addresses of public hosts, as browsers write them', () => {
  expect(webhookUrl('https://Hooks.Example.com/a b', false)).toBe('https://hooks.example.com/a%20b');
  expect(webhookUrl('https://1.1.1.1:8443/x?y=z', false)).toBe('https://1.1.1.1:8443/x?y=z');
});

it.each([
  'http://hooks.example.com/',
  'https://localhost/',
  'https://a.localhost./',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://0x7f000001/',
  'https://017700000001/',
  'https://169.254.169.254/',
  'https://intranet/',
  'https://printer.local/',
  'https://a:b@hooks.example.com/',
  'https://hooks.example.com/#part',
  `https://hooks.example.com/${'a'.repeat(2_000)}`,
  'file:///etc/passwd',
  '//hooks.example.com',
])('refuses %s', (url) => expect(refused(url)).toBe('webhook.invalid_url'));

it('takes this machine in development, and no other inner one', () => {
  for (const url of ['http://localhost:3001/', 'http://127.0.0.1:3001/', 'https://[::1]:3001/'])
    expect(webhookUrl(url, true)).toBe(url);
  for (const url of ['http://10.0.0.1/', 'http://hooks.example.com/', 'https://192.168.0.1/'])
    expect(refused(url, true)).toBe('webhook.invalid_url');
});
