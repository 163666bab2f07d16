import { hostName } from './host-name.js';

const own = { baseDomain: 'fp.example', publicUrl: 'https://console.fp.example/' };

describe('hostName', () => {
  it.each([
    ['acme.fp.example', { domain: 'acme.fp.example', slug: 'acme' }],
    ['ACME.FP.Example.:3000', { domain: 'acme.fp.example', slug: 'acme' }],
    ['nobody.fp.example', { domain: 'nobody.fp.example', slug: 'nobody' }],
    ['api.fp.example', { domain: 'api.fp.example', slug: undefined }],
    ['a.b.fp.example', { domain: 'a.b.fp.example', slug: undefined }],
    ['service.acme.example', { domain: 'service.acme.example', slug: undefined }],
  ])('reads %p', (host, name) => expect(hostName(host, own)).toEqual(name));

  it.each([
    'fp.example',
    'fp.example:443',
    'console.fp.example',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    '',
    'a b',
  ])('finds no tenant name in %p', (host) => expect(hostName(host, own)).toBeUndefined());
});
