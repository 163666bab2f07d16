import { LedgerCheckService } from './application/ledger-check.service.js';
import { PartStockService } from './application/part-stock.service.js';
import { StockBookingService } from './application/stock-booking.service.js';
import { StockLocationService } from './application/stock-location.service.js';
import { WorkOrderSightService } from './application/work-order-sight.service.js';
import { PartStockController } from './http/part-stock.controller.js';
import { StockBookingController } from './http/stock-booking.controller.js';
import { StockLocationController } from './http/stock-location.controller.js';
import { StockMovementController } from './http/stock-movement.controller.js';

export const stock = {
  // in the order of the API document
  controllers: [StockBookingController, PartStockController, StockLocationController, StockMovementController],
  providers: [LedgerCheckService, PartStockService, StockBookingService, StockLocationService, WorkOrderSightService],
};
