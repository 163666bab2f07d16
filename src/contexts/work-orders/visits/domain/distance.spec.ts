import fc from 'fast-check';
import { distanceMeters } from './distance.js';

const hamburg = { latitude: 53.5503, longitude: 9.9921 };
const position = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the distance of two positions', () => {
  it('is what maps say', () => {
    const berlin = { latitude: 52.5163, longitude: 13.3777 };
    expect(Math.abs(distanceMeters(hamburg, berlin)! - 254_000)).toBeLessThan(1_000);
    expect(distanceMeters(hamburg, { ...hamburg, latitude: 53.5512 })).toBe(100);
  });

  it('crosses the line of dates and the poles the short way', () => {
    expect(distanceMeters({ latitude: 0, longitude: 179.9995 }, { latitude: 0, longitude: -179.9995 })).toBe(111);
    expect(distanceMeters({ latitude: 89.9995, longitude: 0 }, { latitude: 89.9995, longitude: 180 })).toBe(111);
  });

  it('is null when one of them is not known', () => {
    expect([distanceMeters(null, hamburg), distanceMeters(hamburg, null)]).toEqual([null, null]);
  });

  it('is the same both ways, none to itself, and at most half around the earth', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(distanceMeters(a, b)).toBe(distanceMeters(b, a));
        expect(distanceMeters(a, a)).toBe(0);
        expect(distanceMeters(a, b)).toBeLessThanOrEqual(20_015_115);
      }),
    );
  });
});
