import { PartSupplierService } from './application/part-supplier.service.js';
import { SupplierService } from './application/supplier.service.js';
import { PartSupplierController } from './http/part-supplier.controller.js';
import { SupplierController } from './http/supplier.controller.js';

export const suppliers = {
  controllers: [SupplierController, PartSupplierController],
  providers: [SupplierService, PartSupplierService],
};
