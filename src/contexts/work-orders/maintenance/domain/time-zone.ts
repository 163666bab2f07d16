// Offsets of IANA zones as tables, because an Intl call for each computation would cost more than the whole recurrence.
// Intl is the only source of the tables, including the seconds of historic offsets.

import { ianaTimeZone } from '#libs/kernel';

/** One block of the table, about 398 days. Built at the first use of an instant inside. */
const BLOCK_MS = 2 ** 35;
/** Distance of samples, 37 hours. The two closest changes of any zone, Gaza in 2040, are a week apart. */
const SAMPLE_MS = 2 ** 27;
/** About 550 years for each zone. A table with more blocks is cleared, to bound the memory. */
const MAX_BLOCKS = 512;
const MAX_SPELLINGS = 4096;

/** A time in which the offset (local − UTC, milliseconds) stays the same; `until` is exclusive. */
interface OffsetPeriod {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/** A zone that exists. Instants are milliseconds since 1970-01-01T00:00Z, local times as in civil-time. */
export class TimeZone {
  private readonly blocks = new Map<number, readonly OffsetPeriod[]>();

  constructor(private readonly format: Intl.DateTimeFormat) {}

  /** Local time − UTC in milliseconds at an instant. */
  offsetAt(instant: number): number {
    for (const stretch of this.block(instant)) if (instant < stretch.until) return stretch.offset;
    throw new RangeError(`No offset for ${instant}`);
  }

  toLocal(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /**
   * The first instant at which the clock shows this local time or a later one. So a time that exists twice gives its
   * first pass, and one inside a gap, be it an hour or a whole day, the moment at which the clock jumps over it.
   * Never decreases as the local time grows.
   */
  firstInstantAt(local: number): number {
    for (const { from, until, offset } of this.block(local)) {
      if (local < until + offset) return Math.max(from, local - offset);
    }
    throw new RangeError(`No instant for ${local}`);
  }

  /** How often the clock shows this local time: 0 inside a gap, 2 where it is set back over it. */
  timesShown(local: number): number {
    return this.block(local).filter((s) => local >= s.from + s.offset && local < s.until + s.offset).length;
  }

  // A block extends by one sample at both ends, more than any offset, so that it covers an instant and its local time.
  private block(time: number): readonly OffsetPeriod[] {
    const index = Math.floor(time / BLOCK_MS);
    const known = this.blocks.get(index);
    if (known) return known;
    if (this.blocks.size >= MAX_BLOCKS) this.blocks.clear();
    const start = index * BLOCK_MS;
    const built = this.scan(start - SAMPLE_MS, start + BLOCK_MS + SAMPLE_MS);
    this.blocks.set(index, built);
    return built;
  }

  private scan(start: number, end: number): OffsetPeriod[] {
    const found: OffsetPeriod[] = [];
    let current = { from: start, offset: this.probe(start) };
    for (let sample = start + SAMPLE_MS; sample <= end; sample += SAMPLE_MS) {
      const offset = this.probe(sample);
      while (current.offset !== offset) {
        const change = this.changeBetween(Math.max(current.from, sample - SAMPLE_MS), sample);
        found.push({ ...current, until: change });
        current = { from: change, offset: this.probe(change) };
      }
    }
    return [...found, { ...current, until: Infinity }];
  }

  /** The first millisecond of another offset than at `low`, by halving. */
  private changeBetween(low: number, high: number): number {
    const before = this.probe(low);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.probe(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  private probe(instant: number): number {
    return parseOffset(this.format.format(instant));
  }
}

/** Reads the end of `0 GMT-00:44:30`; a bare `GMT` is 0. */
function parseOffset(text: string): number {
  const at = text.lastIndexOf('GMT') + 3;
  const magnitude =
    Number(text.slice(at + 1, at + 3)) * 3600 +
    Number(text.slice(at + 4, at + 6)) * 60 +
    Number(text.slice(at + 7, at + 9));
  return magnitude === 0 ? 0 : magnitude * (text[at] === '-' ? -1000 : 1000);
}

const zones = new Map<string, TimeZone>();

/** The zone of that name, shared by all callers; undefined for what is not an IANA name, such as `+01:00`. */
export function findTimeZone(name: string): TimeZone | undefined {
  return zones.get(name) ?? admit(name);
}

export function isTimeZone(name: string): boolean {
  return findTimeZone(name) !== undefined;
}

// Caches a bounded number of spellings; all spellings of a zone share one table.
function admit(name: string): TimeZone | undefined {
  const spelled = ianaTimeZone(name);
  if (spelled === undefined) return undefined;
  const zone = zones.get(spelled) ?? create(spelled);
  zones.set(spelled, zone);
  if (zones.size < MAX_SPELLINGS) zones.set(name, zone);
  return zone;
}

function create(name: string): TimeZone {
  // The seconds are included only because this format is the fastest one with the offset.
  const options = { timeZone: name, timeZoneName: 'longOffset', second: 'numeric' } as const;
  return new TimeZone(new Intl.DateTimeFormat('en-US', options));
}
