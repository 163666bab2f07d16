import { strToU8, zipSync } from 'fflate';

type Cell = string | number | boolean | Date | null;

const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;
const relations = `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const workbook = `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Machines" sheetId="1" r:id="rId7"/><sheet name="Other" sheetId="2" r:id="rId8"/></sheets></workbook>`;
const sheets = `<Relationships><Relationship Id="rId8" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="worksheets/sheet1.xml"/></Relationships>`;
/** The second style shows days, the third times in a format of its own. */
const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd&quot;.&quot;mm.yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const dayOf = (date: Date): number => (date.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000;

/** Texts of the first row are shared ones, as spreadsheets write them; others stand in their cells. */
function cellOf(cell: Cell, reference: string, shared: string[] | undefined): string {
  if (cell === null) return '';
  if (cell instanceof Date)
    return `<c r="${reference}" s="${Number.isInteger(dayOf(cell)) ? 1 : 2}"><v>${dayOf(cell)}</v></c>`;
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${Number(cell)}</v></c>`;
  if (!shared) return `<c r="${reference}" t="inlineStr"><is><r><t>${escaped(cell)}</t></r></is></c>`;
  return `<c r="${reference}" t="s"><v>${shared.push(cell) - 1}</v></c>`;
}

export function workbookFile(rows: readonly (readonly Cell[])[]): Buffer {
  const shared: string[] = [];
  const lines = rows.map((cells, index) => {
    const written = cells.map((cell, column) =>
      cellOf(cell, `${columnName(column)}${index + 1}`, index === 0 ? shared : undefined),
    );
    return `<row r="${index + 1}">${written.join('')}</row>`;
  });
  const texts = shared.map((text) => `<si><t>${escaped(text)}</t><rPh><t>reading</t></rPh></si>`);
  return workbookOf(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`, `<sst>${texts.join('')}</sst>`);
}

export function workbookOf(sheet: string, texts = '<sst/>'): Buffer {
  const parts = {
    ...{ '[Content_Types].xml': types, '_rels/.rels': relations, 'xl/workbook.xml': workbook },
    ...{ 'xl/_rels/workbook.xml.rels': sheets, 'xl/styles.xml': styles, 'xl/sharedStrings.xml': texts },
    ...{ 'xl/worksheets/sheet1.xml': sheet, 'xl/worksheets/other.xml': '<worksheet/>' },
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}
