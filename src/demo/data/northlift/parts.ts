import type { DocumentSet, PartRow, Purchase, StockLocationRow, TransferRow } from '../../demo-tenant.js';

/** number, name, category, maker, supplier, unit price, opening stock, reorder level and quantity, place, stock-take */
export const parts: readonly PartRow[] = [
  ['DR-1004', 'Door hanger roller 56 mm', 'doors', 'KONE', 'Nordic Lift Parts', 14.8, 60, 20, 40, 'Hamburg A-03', -1],
  ['DR-1010', 'Door coupler, complete', 'doors', 'Schindler', 'Nordic Lift Parts', 186, 6, 2, 4, 'Hamburg A-04'],
  ['DR-1022', 'Light curtain 2000 mm', 'doors', 'Telco', 'Telco Sensors', 238, 8, 4, 6, 'Hamburg A-05'],
  [
    'CT-2001',
    'Emergency light battery 12 V 1.2 Ah',
    'controller',
    'Yuasa',
    'Batterie Nord',
    18.9,
    40,
    15,
    30,
    'Hamburg B-01',
    2,
  ],
  ['CT-2008', 'Relay safety gear contact', 'controller', 'Pilz', 'Pilz', 96, 12, 4, 8, 'Hamburg B-02'],
  [
    'CT-2015',
    'Landing call button, steel, Braille',
    'controller',
    'Schaefer',
    'Schaefer',
    42.5,
    25,
    10,
    20,
    'Hamburg B-03',
  ],
  ['CT-2040', 'GSM emergency call unit', 'controller', '2N', 'Nordic Lift Parts', 315, 5, 3, 4, 'Hamburg B-05'],
  ['DV-3003', 'Brake lining set', 'drive', 'Mayr', 'Mayr', 164, 6, 3, 4, 'Hamburg C-01'],
  ['DV-3011', 'Encoder, absolute, 1024 pulses', 'drive', 'Heidenhain', 'Heidenhain', 428, 3, 1, 2, 'Hamburg C-02'],
  ['DV-3020', 'Suspension belt 30 mm, per metre', 'drive', 'Otis', 'Otis', 21.4, 240, 80, 160, 'Hamburg C-06', -4],
  ['GR-4001', 'Guide shoe insert 10 mm', 'guides', 'ETN', 'Nordic Lift Parts', 9.6, 80, 30, 50, 'Hamburg D-01'],
  ['GR-4010', 'Guide rail oil, 5 l', 'guides', 'Fuchs', 'Fuchs', 37.2, 18, 6, 12, 'Hamburg D-04'],
  ['ES-5002', 'Comb segment, left', 'escalator', 'Schindler', 'Escaparts', 12.9, 50, 20, 40, 'Lübeck E-01'],
  ['ES-5003', 'Comb segment, right', 'escalator', 'Schindler', 'Escaparts', 12.9, 50, 20, 40, 'Lübeck E-01'],
  ['ES-5010', 'Step chain, 36 steps', 'escalator', 'Schindler', 'Escaparts', 2_940, 1, 1, 1, 'Lübeck E-09'],
  ['ES-5021', 'Handrail, 24 m', 'escalator', 'Semperit', 'Escaparts', 1_180, 2, 1, 1, 'Lübeck E-10'],
  ['HY-6001', 'Hydraulic oil HLP 46, 20 l', 'hydraulics', 'Fuchs', 'Fuchs', 68, 10, 4, 8, 'Hamburg F-01'],
  ['HY-6007', 'Jack seal kit 90 mm', 'hydraulics', 'GMV', 'GMV', 142, 3, 2, 2, 'Hamburg F-02'],
];

export const locations: readonly StockLocationRow[] = [
  ['van-jonas', 'Van of Jonas Petersen', 'vehicle', 'HH NL 204, parked in Hamburg.'],
  ['van-annika', 'Van of Annika Holm', 'vehicle', 'HL NL 118, parked in Lübeck.'],
];

export const transfers: readonly TransferRow[] = [
  ['DR-1004', 6, 'van-jonas', 'jonas', 20],
  ['CT-2001', 8, 'van-jonas', 'jonas', 20],
  ['GR-4001', 10, 'van-annika', 'annika', 13],
];

export const purchases: readonly Purchase[] = [
  {
    number: 'PO-2001',
    supplier: 'Nordic Lift Parts',
    status: 'received',
    by: 'henrik',
    daysAgo: 120,
    receivedDaysAgo: 111,
    expectedIn: -110,
    lines: [
      ['DR-1004', 40, 40, 15.6],
      ['GR-4001', 50, 50, 9.9],
    ],
  },
  {
    number: 'PO-2002',
    supplier: 'Escaparts',
    status: 'partially_received',
    by: 'henrik',
    daysAgo: 34,
    receivedDaysAgo: 12,
    expectedIn: 6,
    lines: [
      ['ES-5002', 40, 40, 13.2],
      ['ES-5010', 1, 0, 3_015],
    ],
  },
  {
    number: 'PO-2003',
    supplier: 'Telco Sensors',
    status: 'ordered',
    by: 'henrik',
    daysAgo: 5,
    expectedIn: 9,
    lines: [['DR-1022', 6, 0, 241]],
  },
  {
    number: 'PO-2004',
    supplier: 'Nordic Lift Parts',
    status: 'draft',
    by: 'petra',
    daysAgo: 1,
    lines: [['CT-2040', 4, 0, 315]],
  },
  {
    number: 'PO-2005',
    supplier: 'Otis',
    status: 'canceled',
    by: 'henrik',
    daysAgo: 60,
    cancelReason: 'Delivery time of 14 weeks; the belts in stock will do.',
    lines: [['DV-3020', 160, 0, 22.1]],
  },
];

export const documents: readonly DocumentSet[] = [
  {
    kind: 'certificate',
    title: 'Certificate of the yearly inspection',
    file: 'inspection-certificate.pdf',
    sizeKb: 412,
    machines: ['HH-05', 'HH-06', 'HH-07', 'HH-08', 'HH-09', 'HL-05', 'HL-06', 'HL-07', 'TLL-05', 'TLL-06'],
    expiresIn: [13, 30, -3, 64, 81, 98, 115, 132, 149, 166],
  },
  {
    kind: 'inspection_report',
    title: 'Report of the firefighters lift test',
    file: 'firefighters-lift-test.pdf',
    sizeKb: 268,
    machines: ['HH-09', 'MMA-03'],
    expiresIn: [22, 35],
  },
  {
    kind: 'manual',
    title: 'Operating and maintenance manual',
    file: 'manual.pdf',
    sizeKb: 9_840,
    machines: ['HH-01', 'HH-03', 'HH-05', 'HL-01', 'HL-07', 'CPH-01', 'CPH-04', 'MMA-01', 'MMA-04', 'TLL-01', 'TLL-05'],
  },
  {
    kind: 'warranty',
    title: 'Warranty of the maker',
    file: 'warranty.pdf',
    sizeKb: 188,
    machines: ['CPH-04', 'CPH-05', 'CPH-06'],
    expiresIn: [240, 240, 240],
  },
];
