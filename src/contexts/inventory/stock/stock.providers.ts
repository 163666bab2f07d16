import { BookableWorkOrderService } from './application/bookable-work-order.service.js';
import { BookingWriterService } from './application/booking-writer.service.js';
import { LedgerCheckService } from './application/ledger-check.service.js';
import { PartStockService } from './application/part-stock.service.js';
import { PlannedPartService } from './application/planned-part.service.js';
import { ReorderLevelService } from './application/reorder-level.service.js';
import { StockBookingService } from './application/stock-booking.service.js';
import { StockLocationService } from './application/stock-location.service.js';
import { WorkOrderStockService } from './application/work-order-stock.service.js';
import { PartStockController } from './http/part-stock.controller.js';
import { StockBookingController } from './http/stock-booking.controller.js';
import { StockLocationController } from './http/stock-location.controller.js';
import { StockMovementController } from './http/stock-movement.controller.js';

export const stock = {
  // in the order of the API document
  controllers: [StockBookingController, PartStockController, StockLocationController, StockMovementController],
  providers: [
    BookableWorkOrderService,
    BookingWriterService,
    LedgerCheckService,
    PartStockService,
    PlannedPartService,
    ReorderLevelService,
    StockBookingService,
    StockLocationService,
    WorkOrderStockService,
  ],
};
