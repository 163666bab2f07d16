import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Clock, inheritedTimeZone } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { findTimeZone } from '../../maintenance/domain/time-zone.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { MOST_PLACES, type Placed, type Report, type ReportFilters } from './report.js';

/** Reports over what the caller sees, each in one round trip. */
@Injectable()
export class ReportService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 400 for a period that is reversed or too long */
  async read<Asked, Place extends object, Said extends object, Sums extends object, Figures extends object>(
    report: Report<Asked, Place, Said, Sums, Figures>,
    asked: Asked & ReportFilters,
  ) {
    const timezone = inheritedTimeZone(currentTenant().timezone, 'the account');
    const { bounds, places, said } = report.scale(asked, findTimeZone(timezone)!, this.clock.now());
    const moments = bounds.map((bound) => bound.toISOString());
    const values = {
      ...asked,
      bounds: moments,
      from: moments[0]!,
      until: moments.at(-1)!,
      concerns: (report.concernedUser ?? concernedUser)(),
    };
    const rows = await this.db.run(report.query(values), values);
    const ofPlace = Map.groupBy(rows, ({ place }) => place);
    return {
      definition: report.definition,
      timezone,
      ...said,
      total: report.figures(rows, said),
      series: placesOf(report, places, ofPlace).map(({ place, sums }) => ({ ...place, ...report.figures(sums, said) })),
    };
  }
}

function placesOf<Place extends object, Sums extends object>(
  { placeOf }: { readonly placeOf?: (sums: Sums) => Place },
  places: readonly Place[],
  ofPlace: ReadonlyMap<number, readonly Placed<Sums>[]>,
): { readonly place: Place; readonly sums: readonly Sums[] }[] {
  if (!placeOf) return places.map((place, index) => ({ place, sums: ofPlace.get(index + 1) ?? [] }));
  const shown = [...ofPlace].filter(([place]) => place <= MOST_PLACES).sort(([a], [b]) => a - b);
  return shown.map(([, sums]) => ({ place: placeOf(sums[0]!), sums }));
}
