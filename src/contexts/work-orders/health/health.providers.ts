import { HealthService } from './application/health.service.js';
import { HealthController } from './http/health.controller.js';

export const health = {
  controllers: [HealthController],
  providers: [HealthService],
};
