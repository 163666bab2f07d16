import { networkOf } from './sign-in-throttle.service.js';

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:12::1', '2001:db8:0:12'],
    ['2001:0DB8:0000:0012:ffff:1:2:3', '2001:db8:0:12'],
    ['2001:db8::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    [undefined, 'unknown'],
  ])('takes %p as %p', (ip, network) => expect(networkOf(ip)).toBe(network));
});
