import { field, type FieldOptions } from './field.js';
import { fault, type ValueKind, type ValueReader } from './value-kind.js';

const SMALLEST_INT32 = -2_147_483_648;
const LARGEST_INT32 = 2_147_483_647;

export interface IntegerRules {
  /** Both default to the range of PostgreSQL's `integer`. */
  readonly min?: number;
  readonly max?: number;
  /** Take a value above the maximum as the maximum, as page sizes do; what is no int32 is refused all the same. */
  readonly coerceToMax?: boolean;
  /** For amounts that are added or taken away. */
  readonly isNotZero?: boolean;
}

export interface DecimalRules {
  readonly min: number;
  readonly max: number;
  /** Digits after the decimal point. */
  readonly scale: number;
}

export const integer = ({
  min = SMALLEST_INT32,
  max = LARGEST_INT32,
  coerceToMax = false,
  isNotZero = false,
}: IntegerRules = {}): ValueKind<number> => ({
  read: (value, pointer, faults) => {
    if (!Number.isInteger(value)) return fault(faults, pointer, 'field.type', 'must be an integer');
    if (isNotZero && value === 0) return fault(faults, pointer, 'field.invalid', 'must not be 0');
    const number = inRange(value as number, min, coerceToMax ? LARGEST_INT32 : max, pointer, faults);
    return number === undefined ? undefined : Math.min(number, max);
  },
  schema: {
    type: 'integer',
    format: integerFormat(min, max),
    minimum: min,
    ...(!coerceToMax && { maximum: max }),
    ...(isNotZero && { not: { minimum: 0, maximum: 0 } }),
  },
  fromText: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
});

export const decimal = ({ min, max, scale }: DecimalRules): ValueKind<number> => ({
  read: (value, pointer, faults) => {
    if (!Number.isFinite(value)) return fault(faults, pointer, 'field.type', 'must be a number');
    const number = value as number;
    if (Number(number.toFixed(scale)) !== number) {
      return fault(faults, pointer, 'field.too_precise', `must have at most ${scale} digits behind the point`);
    }
    return inRange(number, min, max, pointer, faults);
  },
  schema: { type: 'number', format: 'double', minimum: min, maximum: max },
  fromText: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text),
});

const booleanKind: ValueKind<boolean> = {
  read: (value, pointer, faults) =>
    typeof value === 'boolean' ? value : fault(faults, pointer, 'field.type', 'must be true or false'),
  schema: { type: 'boolean' },
  fromText: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

export const IntegerField = (options: FieldOptions & IntegerRules) => field(integer(options), options);
export const DecimalField = (options: FieldOptions & DecimalRules) => field(decimal(options), options);
export const BooleanField = (options: FieldOptions) => field(booleanKind, options);

/** Without a format, generated clients choose 32 bits, 64 bits or a float by themselves. */
function integerFormat(min: number, max: number): 'int32' | 'int64' {
  return min >= SMALLEST_INT32 && max <= LARGEST_INT32 ? 'int32' : 'int64';
}

function inRange(
  value: number,
  min: number,
  max: number,
  pointer: string,
  faults: Parameters<ValueReader>[2],
): number | undefined {
  if (value < min) return fault(faults, pointer, 'field.too_small', `must not be less than ${min}`);
  if (value > max) return fault(faults, pointer, 'field.too_large', `must not be greater than ${max}`);
  return value;
}
