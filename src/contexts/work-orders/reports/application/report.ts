import type { Query } from '#libs/database';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { reportPeriod, type AskedPeriod, type BucketLength, type Days } from '../domain/report-period.js';
import type { ReportChart } from './report-chart.js';

/** What a report can be narrowed to; a report that takes fewer does not declare the others in its query. */
export interface ReportFilters {
  readonly facilityId?: string | undefined;
  readonly equipmentId?: string | undefined;
  readonly teamId?: string | undefined;
  readonly assigneeId?: string | undefined;
  readonly type?: readonly string[] | undefined;
  readonly priority?: readonly string[] | undefined;
}

/** The values of one run. `bounds` are moments in ascending order: row groups are those between two of them. */
export interface ReportValues extends ReportFilters {
  readonly bounds: readonly string[];
  readonly from: string;
  readonly until: string;
  /** The user whom all rows must concern; null for callers who may see all. */
  readonly concerns: string | null;
}

/** Into what a report divides its rows: places, each with what the answer says of it. */
export interface Scale<Place> {
  readonly bounds: readonly Date[];
  readonly places: readonly Place[];
}

/** `place` counts from 1. */
export type Placed<Sums> = Sums & { readonly place: number };

export interface Report<Asked, Place extends object, Said extends object, Sums extends object, Figures extends object> {
  readonly name: string;
  readonly title: string;
  /** What its numbers mean, for the answer. */
  readonly definition: string;
  readonly scale: (asked: Asked, zone: TimeZone, now: Date) => Scale<Place> & { readonly said: Said };
  readonly query: (values: ReportValues) => Query<ReportValues, Placed<Sums>>;
  /** From the sums of a place, or of all of them. */
  readonly figures: (sums: readonly Sums[], said: Said) => Figures;
  readonly chart: ReportChart<Figures>;
  /** How a picture names a place. */
  readonly labelOf: (place: Place, said: Said) => string;
  /** What the rows of a place say of it, where the places are not known before. Places above `MOST_PLACES` count in the total alone. */
  readonly placeOf?: (sums: Sums) => Place;
  /** The user whom all rows must concern; null for callers who may see all. */
  readonly concernedUser?: () => string | null;
}

/** How many places a report shows that takes them from its rows. */
export const MOST_PLACES = 100;

interface OfPeriod extends Days {
  readonly bucket: BucketLength;
}

/** What defines a report over time, beside its scale. */
type OverTime<Sums extends object, Figures extends object> = Omit<
  Report<AskedPeriod, Days, OfPeriod, Sums, Figures>,
  'scale' | 'labelOf'
>;

/** By weeks or months. */
export function reportOverTime<Sums extends object, Figures extends object>(report: OverTime<Sums, Figures>) {
  const scale = (asked: AskedPeriod, zone: TimeZone, now: Date) => {
    const { bounds, buckets, from, to } = reportPeriod(asked, zone, now);
    return { bounds, places: buckets, said: { from, to, bucket: asked.bucket } };
  };
  const labelOf = ({ from }: Days, { bucket }: OfPeriod) => (bucket === 'month' ? from.slice(0, 7) : from);
  return { ...report, scale, labelOf };
}
