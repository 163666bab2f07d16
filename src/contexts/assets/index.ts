export { AssetsFacade } from './assets.facade.js';
export { AssetsModule } from './assets.module.js';
export type { AssetsReadContract } from './assets.read-contract.js';
export { unknownEquipment } from './assets.refusals.js';
export type { EquipmentCounts } from './equipment/application/equipment-counts.queries.js';
export { EquipmentCountsDto } from './equipment/http/equipment-counts.dto.js';
export { workPlaceRefusals } from './equipment/domain/work-place.errors.js';
export type { PlaceReference, WorkPlace } from './equipment/domain/work-place.js';
export * from './events.js';
