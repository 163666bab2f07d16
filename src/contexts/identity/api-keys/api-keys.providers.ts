import { ApiKeyService } from './application/api-key.service.js';
import { ApiKeyController } from './http/api-key.controller.js';

export const apiKeys = {
  controllers: [ApiKeyController],
  providers: [ApiKeyService],
};
