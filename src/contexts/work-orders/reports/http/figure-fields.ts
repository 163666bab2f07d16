import { DecimalField, IntegerField } from '#libs/http';

const MOST_HOURS = 1_000_000_000;

export const CountField = (description: string, example: number) => IntegerField({ description, example, min: 0 });

export const RatioField = (description: string, example: number) =>
  DecimalField({ description, example, min: 0, max: 1, scale: 4, nullable: true });

export const HoursField = (description: string, example: number) =>
  DecimalField({ description, example, min: 0, max: MOST_HOURS, scale: 2 });

/** Null where there is nothing to say. */
export const KnownHoursField = (description: string, example: number) =>
  DecimalField({ description, example, min: 0, max: MOST_HOURS, scale: 2, nullable: true });
