import { OmitType } from '@nestjs/swagger';
import { EquipmentQuery } from '../../equipment/http/equipment-query.dto.js';

/** As the list, whole. */
export class EquipmentExportQuery extends OmitType(EquipmentQuery, ['cursor', 'limit', 'include', 'expand']) {}
