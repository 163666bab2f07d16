/**
 * Ids of rows that the demo has on every machine and every day (src/demo makes them of the keys named here): the document's examples speak
 * of them, so that they can be sent as they stand. All are of the tenant `northlift`.
 */
export const demoIds = {
  /** ingrid */
  admin: '019b76da-a800-7ccd-9d46-2b8ab642935b',
  /** henrik */
  manager: '019b76da-a800-7f5d-99fb-6fef1caf3ffe',
  /** jonas */
  technician: '019b76da-a800-79b4-a079-a56aad4f8999',
  /** annika */
  secondTechnician: '019b76da-a800-7adb-9cdf-e22fbed25c33',
  /** emre */
  teamMember: '019b76da-a800-7616-8095-a1c1a44305c6',
  /** liis */
  customer: '019b76da-a800-7ace-9479-5481e2cde7b3',
  /** uwe */
  inactiveUser: '019b76da-a800-73c0-997d-9a543ef43daa',
  /** hanse */
  team: '019b76da-a800-7e8b-a1a0-e653f07b2367',
  /** escalators */
  secondTeam: '019b76da-a800-7045-bedf-dff9f2a5a485',
  /** gateway */
  apiKey: '019b76da-a800-7beb-a9ba-e8cf22d81ff0',
  /** accounting */
  secondApiKey: '019b76da-a800-706f-96c1-9ca8a6ffa3e6',
  /** HAFEN */
  facility: '019b76da-a800-7ff6-8690-5bbf96d39582',
  /** SADAM */
  secondFacility: '019b76da-a800-7ac6-bdf6-4efc2d20706e',
  /** SPA */
  building: '019b76da-a800-741e-87f2-049e9ddf36b9',
  /** HH-01 */
  equipment: '019b76da-a800-730d-a036-88b860d7ed5e',
  /** HH-03 */
  secondEquipment: '019b76da-a800-7acd-b8a9-4f7c0534e6fa',
  /** HL-09 */
  equipmentToDecommission: '019b76da-a800-7c39-867c-a72807e6a8cd',
  /** HL-10 */
  decommissionedEquipment: '019b76da-a800-7a3f-b34c-e8f57c2d8871',
  /** doorType */
  customField: '019b76da-a800-7070-b993-d9fa63e685c6',
  /** formerNumber */
  unusedCustomField: '019b76da-a800-7aad-801a-b6d5d56194b3',
  /** contractClass */
  archivedCustomField: '019b76da-a800-7eed-adf9-5198f5be5212',
  /** HH-01/Replace hanger rollers on floors 2 and 4 */
  workOrder: '019b76da-a800-7c1e-acf3-2a0051b1fa9b',
  /** TLL-02/Check skirt brushes before the summer season */
  newWorkOrder: '019b76da-a800-7f50-91b3-b9591afebd3f',
  /** CPH-06/Scratch in the car panel */
  secondNewWorkOrder: '019b76da-a800-74e7-bbfc-1293e675f429',
  /** MMA-02/Door opens with a jerk on floor 11 */
  assignedWorkOrder: '019b76da-a800-7fc8-9cfd-ee3a8a913ec7',
  /** HL-07/Install people counter above the doors */
  secondAssignedWorkOrder: '019b76da-a800-7b9e-9300-7208ae4f461d',
  /** HL-08/Floor display shows wrong level */
  teamWorkOrder: '019b76da-a800-737b-945b-c514fd7b7f7e',
  /** TLL-05/Car vibrates between floors 4 and 6 */
  workOrderInProgress: '019b76da-a800-7ccc-8adf-621e12f13b0a',
  /** CPH-01/Emergency call gets no answer */
  secondWorkOrderInProgress: '019b76da-a800-798e-a8ad-598a4ac4f662',
  /** HH-07/Encoder fault E1042, lift out of service */
  workOrderOnHold: '019b76da-a800-7692-936c-c032656f0c77',
  /** HH-02/Doors reopen on floor 3 */
  completedWorkOrder: '019b76da-a800-704e-8ecb-e276c06e4080',
  /** SR-1044 */
  pendingRequest: '019b76da-a800-7cd5-b62b-b26f9165c682',
  /** SR-1043 */
  secondPendingRequest: '019b76da-a800-7e9c-8b3d-a767be1ff7f8',
  /** SR-1042 */
  approvedRequest: '019b76da-a800-7bc6-8f8e-b229d3d316a7',
  /** SR-1038 */
  convertedRequest: '019b76da-a800-7cc9-bbc0-a5600a16a1a9',
  /** HH-02/Doors reopen on floor 3/0 */
  workLog: '019b76da-a800-7ebc-b304-f605857bef30',
  /** TLL-05/Car vibrates between floors 4 and 6/0 */
  openWorkLog: '019b76da-a800-7c13-81ee-5ae6ac0a46c8',
  /** HH-02/Doors reopen on floor 3 */
  costLine: '019b76da-a800-78de-8567-1669eed380f4',
  /** jonas */
  labourRate: '019b76da-a800-7ecc-b338-3eb8f0612039',
  /** safety-monthly/HH-01 */
  schedule: '019b76da-a800-7d0f-b35f-194feace1305',
  /** safety-monthly/HH-02 */
  secondSchedule: '019b76da-a800-7d86-9dfd-28a2cdd8f0dc',
  /** safety-monthly/HH-03 */
  thirdSchedule: '019b76da-a800-7bb3-a6f4-da6efc4589e9',
  /** escalator-overhaul/HL-04 */
  pausedSchedule: '019b76da-a800-70af-9a33-a8dcc39583c1',
  /** rope-replacement/HH-01 */
  scheduleOf2035: '019b76da-a800-7d7e-9d42-af38333ed05c',
  /** rope-replacement/HH-03 */
  unusedSchedule: '019b76da-a800-7946-98ed-9eb322dff6d7',
  /** HH-07/Encoder fault E1042, lift out of service/task_overdue/ingrid */
  notification: '019b76da-a800-7953-8a5f-097dc75b539f',
  /** CT-2015 */
  part: '019b76da-a800-7c30-bfd3-3a038eb1f9b0',
  /** CT-2040 */
  secondPart: '019b76da-a800-7ca9-9d1d-3d7264b1c27c',
  /** DR-1004 */
  usedPart: '019b76da-a800-7b2e-989c-42f49604f427',
  /** van-jonas */
  stockLocation: '019b76da-a800-75ee-bc18-fc34e316d49e',
  /** van-jonas */
  stockCount: '019b76da-a800-76e5-9e59-0b0164339ed9',
  /** van-annika */
  secondStockCount: '019b76da-a800-71b5-8d47-a319f14383cf',
  /** of every tenant */
  defaultStockLocation: '00000000-0000-7000-8000-000000000001',
  /** CT-2015/opening */
  stockMovement: '019b76da-a800-79f0-87ea-2d74274ed7c0',
  /** Schaefer */
  supplier: '019b76da-a800-729b-a601-3be3a4cca4df',
  /** Nordic Lift Parts */
  secondSupplier: '019b76da-a800-7d30-8492-7fdae4d19af6',
  /** Pilz */
  thirdSupplier: '019b76da-a800-7d6e-a2ae-67e5f4741e31',
  /** CT-2015 from Schaefer */
  partSupplier: '019b76da-a800-7776-9a79-2f77fc99d388',
  /** PO-2003 */
  purchaseOrder: '019b76da-a800-7e9a-b5c5-30b50aa9f4d9',
  /** PO-2004 */
  draftPurchaseOrder: '019b76da-a800-7ead-8247-c5278f7a564b',
  /** PO-2001 */
  receivedPurchaseOrder: '019b76da-a800-7915-bc6a-0f7ca916f179',
  /** DR-1022 */
  orderedPart: '019b76da-a800-73c4-81d0-20cbfeb583cd',
  /** DR-1004 */
  receivedPart: '019b76da-a800-7b2e-989c-42f49604f427',
  /** PO-2006 */
  pendingPurchaseOrder: '019b76da-a800-7e05-9185-294e869e7d87',
  /** PO-2007 */
  secondPendingPurchaseOrder: '019b76da-a800-7bf0-927d-510a7b0b170b',
  /** PO-2008 */
  orderToCancel: '019b76da-a800-76e6-9073-1e466ba657f6',
} as const;
