import { ianaTimeZone, inheritedTimeZone } from './time-zone-name.js';

const scrambled = (name: string): string =>
  [...name].map((letter, at) => (at % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join('');

describe('ianaTimeZone', () => {
  it('writes every zone that Intl lists as it is written there, in whatever case it comes', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    for (const spell of [scrambled, (name: string) => name.toLowerCase(), (name: string) => name.toUpperCase()])
      expect(zones.map((zone) => ianaTimeZone(spell(zone)))).toEqual(zones);
  });

  it.each([
    'Asia/Kolkata',
    'Asia/Calcutta',
    'US/Pacific',
    'NZ-CHAT',
    'GB-Eire',
    'EST5EDT',
    'Etc/GMT+5',
    'GMT0',
    'W-SU',
  ])('keeps %s, an older or another name of a zone', (name) => {
    expect(ianaTimeZone(name.toLowerCase())).toBe(name);
  });

  it.each([
    '',
    ' ',
    '+01:00',
    'Z',
    'Mars/Base',
    'IST',
    'ist',
    'PST',
    'AET',
    'SystemV/PST8',
    'Europe/Berlin ',
    'Factory',
  ])('knows no zone %j', (name) => {
    expect(ianaTimeZone(name)).toBeUndefined();
  });
});

describe('inheritedTimeZone', () => {
  it('refuses what is none without pointing at a field that nobody sent', () => {
    expect(inheritedTimeZone('europe/berlin', 'the account')).toBe('Europe/Berlin');
    expect(() => inheritedTimeZone('IST', 'the account')).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        message: expect.stringContaining('of the account, "IST"'),
        extra: { errors: [expect.objectContaining({ pointer: '', code: 'field.timezone' })] },
      }),
    );
  });
});
