import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { DomainError, refuse } from '#libs/kernel';
import { sheetTooLarge, sheetUnreadable } from './sheet.errors.js';
import type { SheetRow } from './sheet-row.js';
import { sharedTextsOf, sheetPathOf, stylesOf, xmlOf, type WorkbookParts } from './workbook-parts.js';
import { worksheetRows } from './worksheet-rows.js';

const MAX_ENTRIES = 2_000;
const MAX_UNPACKED = 300_000_000;
/** Text of a sheet is packed to a tenth or a thirtieth; a bomb to a thousandth. */
const MAX_RATIO = 250;
const SMALL = 1_000_000;

/** The rows of the first sheet. Nothing is unpacked before the sizes of all entries are known; what then is longer than said is an error. */
export async function readWorkbook(path: string): Promise<() => AsyncGenerator<SheetRow>> {
  const parts = await withZip(path, async (zip, entries) => {
    const text = (name: string) => xmlOf(zip, entries.get(name));
    const [sheet, usesOldDates] = await sheetPathOf(text);
    return { sheet, usesOldDates, styles: await stylesOf(text), texts: await sharedTextsOf(text) };
  });
  return () => rowsOf(path, parts);
}

async function* rowsOf(path: string, parts: WorkbookParts): AsyncGenerator<SheetRow> {
  const zip = await opened(path);
  try {
    const entries = await entriesOf(zip);
    yield* worksheetRows(xmlOf(zip, entries.get(parts.sheet)), parts);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    zip.close();
  }
}

async function withZip<T>(path: string, work: (zip: ZipFile, entries: Map<string, Entry>) => Promise<T>): Promise<T> {
  const zip = await opened(path);
  try {
    return await work(zip, await entriesOf(zip));
  } catch (error) {
    throw asRefusal(error);
  } finally {
    zip.close();
  }
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, validateEntrySizes: true });
  } catch (error) {
    throw asRefusal(error);
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw refuse(sheetTooLarge);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    const isBomb = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MAX_RATIO;
    if (isBomb || unpacked > MAX_UNPACKED) throw refuse(sheetTooLarge);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** Whatever goes wrong with the bytes of the file is about the file. */
function asRefusal(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const detail = `The file cannot be read as a workbook: ${error instanceof Error ? error.message : String(error)}.`;
  return refuse(sheetUnreadable, { detail });
}
