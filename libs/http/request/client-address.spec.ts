import { clientAddress } from './client-address.js';

describe('the address of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ...['unknown', '_hidden', "' or 1=1", '300.1.1.1', '1.2.3.4:x', '', '[nonsense]'].map((text) => [text, '10.0.0.2']),
  ])('that a trusted hop names as %j is %s', (named, address) => {
    expect(clientAddress({ ip: named, ips: ['127.0.0.1', '10.0.0.2', named] })).toBe(address);
  });
});
