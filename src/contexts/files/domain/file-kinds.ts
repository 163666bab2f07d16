export interface FileKind {
  readonly contentType: string;
  /** What the first bytes may show, where they show anything; nothing else passes. */
  readonly detected: readonly string[];
  /** Whether the first bytes must show it. Texts have none that do. */
  readonly isDetectable: boolean;
  /** Whether it is shown where it is opened. Everything else is saved, above all what a browser would run. */
  readonly isImage: boolean;
}

const ZIP = 'application/zip';
const OLE = 'application/x-cfb';
const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

const binary = (contentType: string, ...others: string[]): FileKind => ({
  contentType,
  detected: [contentType, ...others],
  isDetectable: true,
  isImage: false,
});
const image = (contentType: string, ...others: string[]): FileKind => ({
  ...binary(contentType, ...others),
  isImage: true,
});
const text = (contentType: string, ...detected: string[]): FileKind => ({
  contentType,
  detected,
  isDetectable: false,
  isImage: false,
});
/** What a browser would run as a page of its own is handed out as bytes. */
const UNTYPED = 'application/octet-stream';

/** By the ending of the name. */
const kinds: Readonly<Record<string, FileKind>> = {
  jpg: image('image/jpeg'),
  jpeg: image('image/jpeg'),
  png: image('image/png', 'image/apng'),
  webp: image('image/webp'),
  gif: image('image/gif'),
  pdf: binary('application/pdf'),
  docx: binary(`${office}.wordprocessingml.document`, ZIP),
  xlsx: binary(`${office}.spreadsheetml.sheet`, ZIP),
  pptx: binary(`${office}.presentationml.presentation`, ZIP),
  odt: binary(`${open}.text`, ZIP),
  ods: binary(`${open}.spreadsheet`, ZIP),
  odp: binary(`${open}.presentation`, ZIP),
  doc: binary('application/msword', OLE),
  xls: binary('application/vnd.ms-excel', OLE),
  ppt: binary('application/vnd.ms-powerpoint', OLE),
  rtf: binary('application/rtf'),
  zip: binary(ZIP),
  mp4: binary('video/mp4', 'video/x-m4v'),
  mov: binary('video/quicktime'),
  webm: binary('video/webm', 'video/matroska'),
  mp3: binary('audio/mpeg'),
  m4a: binary('audio/x-m4a', 'audio/mp4', 'video/mp4'),
  wav: binary('audio/wav', 'audio/vnd.wave'),
  txt: text('text/plain'),
  csv: text('text/csv'),
  json: text('application/json'),
  dxf: text('image/vnd.dxf'),
  dwg: text('image/vnd.dwg', 'image/vnd.dwg'),
  xml: text(UNTYPED, 'application/xml'),
  svg: text(UNTYPED, 'image/svg+xml', 'application/xml'),
  html: text(UNTYPED),
  htm: text(UNTYPED),
};

export const fileEndings = Object.keys(kinds);

/** Undefined for names whose ending is not taken, and those without one. */
export function kindOf(fileName: string): FileKind | undefined {
  const [, ending] = /\.([A-Za-z0-9]{1,5})$/.exec(fileName) ?? [];
  return ending !== undefined && Object.hasOwn(kinds, ending.toLowerCase()) ? kinds[ending.toLowerCase()] : undefined;
}

/** What clients declare who do not know, and what texts may be declared as. */
const vague = new Set([UNTYPED, 'application/binary', '']);
const synonyms: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['image/jpg', 'image/pjpeg'],
  'application/zip': ['application/x-zip-compressed'],
  'text/csv': ['text/plain', 'application/vnd.ms-excel', 'application/csv'],
  'text/plain': ['text/markdown'],
  'application/json': ['text/json', 'text/plain'],
  'application/rtf': ['text/rtf', 'application/msword'],
};
const ofUntyped = /^(text\/(html|xml|plain)|application\/(xml|xhtml\+xml)|image\/svg\+xml)$/;
const ofDrawings = /^(image|application|drawing)\/(x-|vnd\.)?(autocad_)?(dxf|dwg|acad)$|^text\/plain$/;

export function mayBeDeclaredAs({ contentType, detected }: FileKind, declared: string): boolean {
  const type = declared.toLowerCase();
  if (vague.has(type) || type === contentType || detected.includes(type)) return true;
  if (contentType === UNTYPED) return ofUntyped.test(type);
  if (/vnd\.d[xw][fg]/.test(contentType)) return ofDrawings.test(type);
  return synonyms[contentType]?.includes(type) ?? false;
}

interface Head {
  /** What the first bytes show; undefined where they show nothing. */
  readonly detected: string | undefined;
  /** Whether they are readable: a text may begin like a picture, as "BM" does. */
  readonly isText: boolean;
}

export function mayContain(kind: FileKind, { detected, isText }: Head): boolean {
  if (!kind.isDetectable && (isText || detected === undefined)) return true;
  return detected !== undefined && kind.detected.includes(detected);
}
