import { pipeline, Readable } from 'node:stream';

import { CsvError, type InfoRecord, parse } from 'csv-parse';

import type { ByteSource } from './byte-source';
import { FileRefused } from './file-refused';
import type { RawRow } from './raw-row';
import type { TableLimits } from './table-limits';
import { detectEncoding, textOf } from './text-encoding';

/** How much of the text is looked at to tell commas from tabs. */
const SAMPLE_CHARACTERS = 16_384;

/**
 * Rows of a CSV file (comma or tab, quoted fields with newlines inside), streamed; blank lines are passed over but counted.
 *
 * @throws FileRefused for an unknown encoding, a quote that is never closed, a record beyond the bounds.
 */
export async function* csvRows(source: ByteSource, limits: TableLimits): AsyncGenerator<RawRow> {
  const encoding = await detectEncoding(source);
  const delimiter = await detectDelimiter(source, encoding);
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    max_record_size: limits.maxColumns * limits.maxCellCharacters,
  });
  pipeline(Readable.from(textOf(source, encoding)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: InfoRecord & { lines: number };
    }>) {
      yield { line, cells: record, problems: [] };
      line = info.lines + 1;
    }
  } catch (error) {
    if (error instanceof CsvError) throw malformed(error, line);
    throw error;
  }
}

async function detectDelimiter(source: ByteSource, encoding: 'utf-8' | 'gb18030'): Promise<',' | '\t'> {
  let sample = '';
  for await (const text of textOf(source, encoding)) {
    sample += text;
    if (sample.length >= SAMPLE_CHARACTERS) break;
  }
  const header = sample.trimStart().split(/\r?\n/, 1)[0] ?? '';
  return header.split('\t').length > header.split(',').length ? '\t' : ',';
}

function malformed(error: CsvError, line: number): FileRefused {
  const [rule, message] =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? ['ROW_TOO_LONG', 'This row is longer than a row of the table can be.']
      : ['CSV_MALFORMED', 'A quotation mark is missing or stands in the wrong place, so the rest cannot be read.'];
  return new FileRefused(rule, message, [{ line, column: null, rule, message, weight: 'ERROR' }]);
}
