import { ArrivalService } from './application/arrival.service.js';
import { ForgottenDepartureService } from './application/forgotten-departure.service.js';
import { VisitEndingService } from './application/visit-ending.service.js';
import { VisitLocksService } from './application/visit-locks.service.js';
import { WorkLogChangeService } from './application/work-log-change.service.js';
import { WorkLogService } from './application/work-log.service.js';
import { WorkLogController } from './http/work-log.controller.js';
import { WorkOrderVisitController } from './http/work-order-visit.controller.js';

import { CloseForgottenVisitsJob } from './jobs/close-forgotten-visits.job.js';
import { OnWorkLogArrivedSubscriber } from './subscribers/on-work-log-arrived.subscriber.js';

export const visits = {
  // in the order of the API document
  controllers: [WorkOrderVisitController, WorkLogController],
  providers: [
    CloseForgottenVisitsJob,
    ForgottenDepartureService,
    OnWorkLogArrivedSubscriber,
    ArrivalService,
    VisitEndingService,
    VisitLocksService,
    WorkLogChangeService,
    WorkLogService,
  ],
};
