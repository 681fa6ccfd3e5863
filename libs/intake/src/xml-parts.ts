import { StringDecoder } from 'node:string_decoder';

import { SaxesParser, type SaxesTagPlain } from 'saxes';

import { FileRefused } from './file-refused';

/** What is heard while an XML part is read. Names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML part piece by piece, after each of which the caller may take what the listener gathered. Document types, and with
 * them every entity but the five of XML, are refused. A part that isn't there says nothing.
 *
 * @throws FileRefused when it isn't well-formed.
 */
export async function* readXml(pieces: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false });
  const decoder = new StringDecoder('utf8');
  const refuse = (): never => {
    throw new FileRefused('FILE_DAMAGED', 'The workbook is damaged: open it and save it again.');
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('opentag', (tag: SaxesTagPlain) => listener.open?.(local(tag.name), tag.attributes));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('closetag', (tag: SaxesTagPlain) => listener.close?.(local(tag.name)));
  let isThere = false;
  for await (const piece of pieces) {
    isThere = true;
    parser.write(decoder.write(piece));
    yield;
  }
  if (isThere) parser.close();
  yield;
}

/** Reads a small XML part to its end. */
export async function hearXml(pieces: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const reading = readXml(pieces, listener);
  while (!(await reading.next()).done);
}
