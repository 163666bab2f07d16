import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Fact, Sheet, SheetBlock, SheetColumn, SheetLocale } from './sheet.js';

type Document = InstanceType<typeof PDFDocument>;
type Table = Extract<SheetBlock, { kind: 'table' }>;

const require = createRequire(import.meta.url);
// letters of Latin, Greek, Cyrillic and more, which the fonts that every reader has do not have
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

/** In points, 72 to the inch. */
const MARGIN = 50;
const GAP = 6;
const PADDING = 4;
const TEXT = 9;
const GREY = '#595959';
const BLACK = '#1a1a1a';

const pageOf: Record<SheetLocale, (page: number, pages: number) => string> = {
  en: (page, pages) => `Page ${page} of ${pages}`,
  de: (page, pages) => `Seite ${page} von ${pages}`,
};

/** Pages in A4 with page numbers. */
export async function renderPdf(sheet: Sheet): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    lang: sheet.language,
    displayTitle: true,
    info: { Title: sheet.title, Author: sheet.issuer.name, CreationDate: sheet.madeAt, ModDate: sheet.madeAt },
  });
  const bytes = buffer(doc);
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  writeHead(doc, sheet);
  for (const block of sheet.blocks) {
    if (block.kind === 'text') writeText(doc, block.heading, block.text);
    else writeTable(doc, block);
  }
  numberPages(doc, sheet);
  doc.end();
  return bytes;
}

function writeHead(doc: Document, { title, issuer, facts }: Sheet): void {
  doc
    .font('bold')
    .fontSize(11)
    .fillColor(issuer.color ?? GREY)
    .text(printable(issuer.name));
  doc.moveDown(0.5).fontSize(18).fillColor(BLACK).text(printable(title)).moveDown(0.5);
  const stated = facts.filter(([, value]) => value !== null);
  for (const [label, value] of stated) {
    const width = contentWidth(doc) * 0.3;
    const { y } = doc;
    doc.font('regular').fontSize(TEXT).fillColor(GREY).text(label, MARGIN, y, { width });
    doc.fillColor(BLACK).text(printable(value!), MARGIN + width, y, { width: contentWidth(doc) - width });
    doc.moveDown(0.2);
  }
  doc.x = MARGIN;
  doc.moveDown(1);
}

function writeText(doc: Document, heading: string, text: string): void {
  doc
    .font('bold')
    .fontSize(TEXT + 1)
    .fillColor(BLACK)
    .text(heading, MARGIN)
    .moveDown(0.3);
  doc.font('regular').fontSize(TEXT).text(printable(text)).moveDown(1);
}

function writeTable(doc: Document, { columns, rows, totals }: Table): void {
  const head = (): void => {
    writeRow(
      doc,
      columns,
      columns.map(({ label }) => label),
      'bold',
    );
    doc
      .moveTo(MARGIN, doc.y)
      .lineTo(MARGIN + contentWidth(doc), doc.y)
      .lineWidth(0.5)
      .strokeColor(GREY)
      .stroke();
    doc.y += PADDING;
  };
  head();
  for (const row of rows) writeRow(doc, columns, row, 'regular', head);
  doc.y += GAP;
  for (const total of totals) writeTotal(doc, total);
  doc.x = MARGIN;
  doc.moveDown(1);
}

/** On the next page, below the head of the table, where it does not fit any more. */
function writeRow(
  doc: Document,
  columns: readonly SheetColumn[],
  cells: readonly string[],
  font: keyof typeof fonts,
  head?: () => void,
): void {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => (contentWidth(doc) * width) / all - PADDING);
  const texts = cells.map(printable);
  doc.font(font).fontSize(TEXT).fillColor(BLACK);
  const height = Math.min(
    Math.max(...texts.map((text, index) => doc.heightOfString(text, { width: widths[index]! }))),
    (lowest(doc) - MARGIN) / 2,
  );
  if (head && doc.y + height > lowest(doc)) {
    doc.addPage();
    head();
    doc.font(font).fontSize(TEXT).fillColor(BLACK);
  }
  const { y } = doc;
  let x = MARGIN;
  for (const [index, text] of texts.entries()) {
    const width = widths[index]!;
    doc.text(text, x, y, { width, height, ellipsis: true, align: columns[index]!.align ?? 'left' });
    x += width + PADDING;
  }
  doc.y = y + height + PADDING;
}

function writeTotal(doc: Document, [label, value]: Fact): void {
  if (value === null) return;
  if (doc.y + 2 * TEXT > lowest(doc)) doc.addPage();
  const half = contentWidth(doc) / 2;
  const { y } = doc;
  doc
    .font('regular')
    .fontSize(TEXT)
    .fillColor(GREY)
    .text(label, MARGIN + half, y, { width: half / 2 });
  doc
    .font('bold')
    .fillColor(BLACK)
    .text(value, MARGIN + 1.5 * half, y, { width: half / 2 - PADDING, align: 'right' });
}

function numberPages(doc: Document, { language, issuer, title }: Sheet): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // below the margin, where text would begin another page
    doc.page.margins.bottom = 0;
    const text = `${printable(issuer.name)} · ${printable(title)} · ${pageOf[language](page + 1, count)}`;
    const y = doc.page.height - MARGIN + 2 * GAP;
    doc
      .font('regular')
      .fontSize(7)
      .fillColor(GREY)
      .text(text, MARGIN, y, { width: contentWidth(doc), lineBreak: false });
  }
}

const contentWidth = (doc: Document): number => doc.page.width - 2 * MARGIN;
const lowest = (doc: Document): number => doc.page.height - MARGIN;

/** Control characters, which have no shape, would be printed as boxes. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, ' ');
