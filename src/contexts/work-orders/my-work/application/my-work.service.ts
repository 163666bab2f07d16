import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { callerRights } from '../../orders/application/work-order-caller.js';
import { workOrderPartsView } from '../../orders/application/work-order-parts.view.js';
import { workOrderView, type WorkOrderRow } from '../../orders/application/work-order.view.js';
import { openVisitOf, workOnSite } from './my-work.queries.js';

type SiteRow = (typeof workOnSite)['row'];

/** More than anybody does in a day. */
const MOST = 50;

/** What a technician has to do, with all that is needed on site, in one round trip. */
@Injectable()
export class MyWorkService {
  constructor(private readonly db: TenantDb) {}

  async read() {
    const user = currentUserId();
    if (user === null) throw notFound();
    const [rows, visits] = await Promise.all(
      this.db.inOneRoundTrip(
        () => [this.db.run(workOnSite, { user, limit: MOST + 1 }), this.db.run(openVisitOf, { user })] as const,
      ),
    );
    const mayDo = callerRights();
    const [visit] = visits;
    return {
      openWorkLog: visit ? { ...visit, arrivedAt: isoUtc(visit.arrivedAt) } : null,
      workOrders: rows.slice(0, MOST).map((row) => onSite(row, mayDo)),
      isCut: rows.length > MOST,
    };
  }
}

function onSite({ place, machine, requester, recentWork, parts, ...row }: SiteRow, mayDo: (name: string) => boolean) {
  return {
    workOrder: workOrderView(row as WorkOrderRow, mayDo),
    place: { ...place!, directionsUrl: directionsTo(place!) },
    machine,
    requester,
    recentWork: recentWork.map((work) => ({ ...work, completedAt: isoUtc(work.completedAt!) })),
    parts: workOrderPartsView({ workOrderId: row.id, parts }).parts,
  };
}

/** RFC 5870: opens whatever finds the way on the device. */
function directionsTo({ latitude, longitude }: { latitude: number | null; longitude: number | null }): string | null {
  return latitude === null || longitude === null ? null : `geo:${latitude},${longitude}`;
}
