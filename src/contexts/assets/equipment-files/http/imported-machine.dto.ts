import { OmitType, PartialType, PickType } from '@nestjs/swagger';
import { readBody } from '#libs/http';
import { DomainError } from '#libs/kernel';
import { CreateEquipmentDto, withDates } from '../../equipment/http/equipment.dto.js';
import { CreateBuildingDto } from '../../places/http/building.dto.js';
import { CreateFacilityDto } from '../../places/http/facility.dto.js';
import type { ReadMachine } from '../application/import-row.js';
import type { ImportReaders } from '../application/import-run.service.js';

/** What a line of a file says of a machine, by the rules that a body has. */
class ImportedMachineDto extends PartialType(
  OmitType(CreateEquipmentDto, ['facilityId', 'buildingId', 'parentId', 'status']),
) {}
class ImportedFacilityDto extends PickType(CreateFacilityDto, ['name', 'facilityCode']) {}
class ImportedBuildingDto extends PickType(CreateBuildingDto, ['name', 'buildingCode']) {}

const machine: ReadMachine = (raw) => {
  try {
    const { customFields: _, ...values } = readBody(ImportedMachineDto, raw);
    return { values: withDates(values), faults: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || error.extra.errors === undefined) throw error;
    return { values: {}, faults: error.extra.errors };
  }
};

export const importReaders: ImportReaders = {
  machine,
  facility: (raw) => readBody(ImportedFacilityDto, raw),
  building: (raw) => readBody(ImportedBuildingDto, raw),
};
