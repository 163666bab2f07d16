import { KeptMailService } from './application/kept-mail.service.js';
import { KeptMailController } from './http/kept-mail.controller.js';

export const keptMail = {
  controllers: [KeptMailController],
  providers: [KeptMailService],
};
