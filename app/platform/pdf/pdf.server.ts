import { createRequire } from 'node:module';
import path from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

export type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';

// Found at run time: the built server finds them beside the package too. Only the letters that a document uses are embedded.
const fontFolder = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const font = (weight: string) => path.join(fontFolder, `Roboto-${weight}.ttf`);
const ROBOTO = { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') };
const fontFiles: ReadonlySet<string> = new Set(Object.values(ROBOTO));

// Texts of people go into documents: nothing in them may make the server read an address or a file.
pdfmake.setFonts({ Roboto: ROBOTO });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => fontFiles.has(file));

/** Documents that do not say when they were made carry this moment, so that the same content gives the same bytes. */
const UNDATED = new Date('2000-01-01T00:00:00Z');

/**
 * Draws a document. The same definition gives the same bytes: what differs from run to run (the time of drawing) is left
 * out; `info.creationDate` may say when the content was made. Pictures are data URLs, drawings are SVG.
 * @param definition is changed by drawing: give a fresh one each time
 * @throws on a picture that cannot be read
 */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  const document = pdfmake.createPdf({
    ...definition,
    info: { ...definition.info, producer: 'Teplo', creator: 'Teplo', creationDate: definition.info?.creationDate ?? UNDATED },
  });
  return document.getBuffer();
}
