import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { refuse } from '#libs/kernel';
import { sheetTooLarge, sheetUnreadable } from './sheet.errors.js';

/** What the cells of a sheet refer to. */
export interface WorkbookParts {
  /** The entry with the first sheet. */
  readonly sheet: string;
  /** Whether days are counted from 1904, as once on a Macintosh. */
  readonly usesOldDates: boolean;
  /** For each style of cells whether its numbers are shown as dates. */
  readonly styles: readonly boolean[];
  readonly texts: readonly string[];
}

type Xml = AsyncIterable<string>;
type XmlOf = (name: string) => Xml;

const MAX_TEXT = 40_000_000;

export async function* xmlOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (!entry) return;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream: Readable = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** Reads a part from its beginning to its end. Entities of its own, which could grow without end, are none that the parser knows. */
export async function parseXml(xml: Xml, onTag: (tag: SaxesTagPlain) => void): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', onTag);
  for await (const text of xml) parser.write(text);
  parser.close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export async function sheetPathOf(xml: XmlOf): Promise<[path: string, usesOldDates: boolean]> {
  let id: string | undefined;
  let usesOldDates = false;
  await parseXml(xml('xl/workbook.xml'), ({ name, attributes }) => {
    if (localName(name) === 'sheet') id ??= attributes['r:id'];
    if (localName(name) === 'workbookPr') usesOldDates = /^(1|true)$/.test(attributes['date1904'] ?? '');
  });
  let target: string | undefined;
  await parseXml(xml('xl/_rels/workbook.xml.rels'), ({ attributes }) => {
    if (attributes['Id'] === id) target = attributes['Target'];
  });
  if (id === undefined || target === undefined) throw refuse(sheetUnreadable);
  return [target.startsWith('/') ? target.slice(1) : `xl/${target}`, usesOldDates];
}

/** Formats that every program knows by number and that show dates. */
const isKnownDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

export async function stylesOf(xml: XmlOf): Promise<boolean[]> {
  const dates = new Set<number>();
  const styles: boolean[] = [];
  let isOfCells = false;
  await parseXml(xml('xl/styles.xml'), ({ name, attributes }) => {
    const tag = localName(name);
    if (tag === 'numFmt' && showsDate(attributes['formatCode'] ?? '')) dates.add(Number(attributes['numFmtId']));
    if (tag === 'cellXfs' || tag === 'cellStyleXfs') isOfCells = tag === 'cellXfs';
    if (tag !== 'xf' || !isOfCells) return;
    const format = Number(attributes['numFmtId'] ?? 0);
    styles.push(dates.has(format) || isKnownDate(format));
  });
  return styles;
}

/** Letters of dates outside of quotes, colours and conditions. */
const showsDate = (format: string): boolean => /[dmyhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** Texts that cells share. Those of a part of a phonetic reading are none. */
export async function sharedTextsOf(xml: XmlOf): Promise<string[]> {
  const texts: string[] = [];
  let length = 0;
  const parser = new SaxesParser();
  let text = '';
  let path = '';
  parser.on('opentag', ({ name }) => {
    path = `${path}/${localName(name)}`;
    if (path === '/sst/si') text = '';
  });
  parser.on('text', (part) => {
    if (path.endsWith('/t') && !path.includes('/rPh')) text += part;
    if (length + text.length > MAX_TEXT) throw refuse(sheetTooLarge);
  });
  parser.on('closetag', () => {
    if (path === '/sst/si') texts.push(text);
    length += path === '/sst/si' ? text.length : 0;
    path = path.slice(0, path.lastIndexOf('/'));
  });
  for await (const chunk of xml('xl/sharedStrings.xml')) parser.write(chunk);
  return texts;
}
