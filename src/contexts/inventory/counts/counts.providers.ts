import { CountBookingService } from './application/count-booking.service.js';
import { StockCountService } from './application/stock-count.service.js';
import { StockCountController } from './http/stock-count.controller.js';

export const counts = {
  controllers: [StockCountController],
  providers: [CountBookingService, StockCountService],
};
