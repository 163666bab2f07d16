/** Degrees, north and east. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** The mean radius of the earth (IUGG). */
const EARTH_RADIUS_METERS = 6_371_008.8;

/** Whole metres along the surface, by the haversine formula; null where one of the two is not known. */
export function distanceMeters(from: Position | null, to: Position | null): number | null {
  if (!from || !to) return null;
  const [north, east] = [to.latitude - from.latitude, to.longitude - from.longitude].map(radians) as [number, number];
  const scale = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  const haversine = Math.sin(north / 2) ** 2 + scale * Math.sin(east / 2) ** 2;
  // rounding may lift it above 1 for opposite points
  return Math.round(2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, haversine))));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
