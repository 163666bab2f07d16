import { sql, type RawBuilder } from 'kysely';
import type { Condition } from '#libs/database';

const EARTH_RADIUS_KM = 6371.0088;
/** Somewhat less than there are, so that the band below is never too narrow. */
const KM_PER_DEGREE_NORTH = 111;

/** Degrees north, degrees east and kilometres, as the parameter of queries. */
export type Nearby = readonly [latitude: number, longitude: number, withinKm: number];

const part = (nearby: unknown, index: number) => sql<number>`(${nearby}::float8[])[${sql.lit(index)}]`;
const angle = (degrees: RawBuilder<number>) => sql`radians(${degrees})`;

/** Kilometres in a straight line over the earth, taken as a sphere, to facilities as f; null for those without a position. */
export function distanceKm(nearby: unknown): RawBuilder<number | null> {
  const [north, east] = [sql<number>`f.latitude::float8`, sql<number>`f.longitude::float8`];
  const [toNorth, toEast] = [part(nearby, 1), part(nearby, 2)];
  const half = (from: RawBuilder<number>, to: RawBuilder<number>) =>
    sql`power(sin((${angle(to)} - ${angle(from)}) / 2), 2)`;
  return sql`(${sql.lit(2 * EARTH_RADIUS_KM)} * asin(least(1, sqrt(
    ${half(north, toNorth)} + cos(${angle(north)}) * cos(${angle(toNorth)}) * ${half(east, toEast)}))))`;
}

/** The band of latitudes comes first because it has an index; meridians meet at the poles, so they narrow nothing. */
export const isNearby: Condition = (nearby) => {
  const degrees = sql`${part(nearby, 3)} / ${sql.lit(KM_PER_DEGREE_NORTH)}`;
  return sql`(f.latitude between (${part(nearby, 1)} - ${degrees})::numeric and (${part(nearby, 1)} + ${degrees})::numeric
    and ${distanceKm(nearby)} <= ${part(nearby, 3)})`;
};
