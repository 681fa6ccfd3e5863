import { FileRefused } from './file-refused';
import type { TableLimits } from './table-limits';
import { hearXml } from './xml-parts';
import type { ZipArchive } from './zip-archive';

/** What the parts of a workbook (ECMA-376, part 1, section 18) tell before its first sheet is read. */
export interface Workbook {
  /** Name of the part that holds the first visible sheet. */
  readonly sheetPart: string;
  /** Whether days are counted from 1904 instead of 1900. */
  readonly countsFrom1904: boolean;
  /** Texts that cells refer to by number. */
  readonly sharedTexts: readonly string[];
  /** Whether a cell of this style (by its number) shows a date. */
  readonly isDateStyle: (style: number) => boolean;
}

const WORKBOOK_PART = 'xl/workbook.xml';

/** Parts that could act, or fetch from elsewhere, when the workbook is opened; nothing of the kind belongs in a list. */
const REFUSED_PARTS: readonly (readonly [RegExp, string, string])[] = [
  [/vbaProject|macrosheets\//i, 'MACRO', 'The workbook holds macros: save it as an ordinary workbook (.xlsx).'],
  [
    /externalLinks\/|connections\.xml|embeddings\//i,
    'EXTERNAL_LINK',
    'The workbook refers to other files: copy the values instead.',
  ],
];

/** @throws FileRefused for a workbook with macros or external links, without a sheet, or with too much text. */
export async function openWorkbook(zip: ZipArchive, limits: TableLimits): Promise<Workbook> {
  for (const [pattern, rule, message] of REFUSED_PARTS)
    if (zip.names.some((name) => pattern.test(name))) throw new FileRefused(rule, message);
  const { relation, countsFrom1904 } = await readSheetList(zip);
  const targets = await readRelations(zip);
  const sheetPart = targets.get(relation);
  if (sheetPart === undefined || !zip.names.includes(sheetPart))
    throw new FileRefused('NO_SHEET', 'The workbook has no sheet to read.');
  return {
    sheetPart,
    countsFrom1904,
    sharedTexts: await readSharedTexts(zip, limits),
    isDateStyle: await readDateStyles(zip),
  };
}

async function readSheetList(zip: ZipArchive): Promise<{ relation: string; countsFrom1904: boolean }> {
  let relation = '';
  let countsFrom1904 = false;
  await hearXml(zip.read(WORKBOOK_PART), {
    open: (name, attributes) => {
      if (name === 'workbookPr') countsFrom1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet' && relation === '' && (attributes['state'] ?? 'visible') === 'visible')
        relation = attributes['r:id'] ?? '';
    },
  });
  return { relation, countsFrom1904 };
}

async function readRelations(zip: ZipArchive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await hearXml(zip.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
}

/** Shared texts in order; the readings (phonetic runs) that stand beside some are left out. */
async function readSharedTexts(zip: ZipArchive, limits: TableLimits): Promise<readonly string[]> {
  const part = zip.names.find((name) => name.toLowerCase() === 'xl/sharedstrings.xml') ?? '';
  if (zip.bytesOf(part) > limits.maxSharedTextBytes)
    throw new FileRefused('INFLATES_TOO_FAR', 'The workbook holds more text than a table of this kind can.');
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false;
  await hearXml(zip.read(part), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') texts.push(text);
    },
  });
  return texts;
}

/** Number formats that are dates by themselves. Source: ECMA-376, part 1, section 18.8.30, with those of Chinese Excel. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58);

/** A format code shows a date when a y, m, d, h or s stands outside quotes, brackets and escapes. */
const isDateCode = (code: string): boolean => /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

async function readDateStyles(zip: ZipArchive): Promise<(style: number) => boolean> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCellStyles = false;
  await hearXml(zip.read('xl/styles.xml'), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isCellStyles = true;
      if (name === 'xf' && isCellStyles) formats.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  const dates = formats.map((format) => {
    const code = codes.get(format);
    return code === undefined ? isBuiltInDate(format) : isDateCode(code);
  });
  return (style) => dates[style] ?? false;
}
