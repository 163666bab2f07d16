import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, EnumField, enumeration, IntegerField, items, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';

const healthPart = enumeration({
  name: 'HealthPart',
  description: 'What a machine loses points by',
  values: ['overdue_maintenance', 'failures', 'age', 'status'],
});

@ApiSchema({ name: 'HealthLoss' })
class HealthLossDto {
  @EnumField({ description: 'What the points were lost by', of: healthPart, example: 'overdue_maintenance' })
  name: 'overdue_maintenance' | 'failures' | 'age' | 'status';

  @IntegerField({ description: 'Points that were lost', example: 10, min: 0, max: 100 })
  pointsLost: number;

  @StringField({ description: 'What they were lost for, in English', example: '1 overdue', maxLength: 100 })
  because: string;
}

@ApiSchema({ name: 'EquipmentHealth' })
export class EquipmentHealthDto {
  @UuidField({ description: 'The machine', example: demoIds.equipment })
  equipmentId: string;

  @IntegerField({
    description: 'From 0 to 100; null for a decommissioned machine',
    example: 90,
    min: 0,
    max: 100,
    nullable: true,
  })
  score: number | null;

  @StringField({ description: 'How it is worked out, in English', example: '100 points less …', maxLength: 1000 })
  definition: string;

  @ArrayField({ description: 'What was lost, in a fixed order', of: items.object(HealthLossDto), maxItems: 4 })
  parts: HealthLossDto[];
}
