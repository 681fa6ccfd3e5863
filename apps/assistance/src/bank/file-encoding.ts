import { FaultError } from '@nuan/errors';
import { registerEnum } from '@nuan/federation';

/** How the text of a bank file is written (文件编码). */
export enum FileEncoding {
  UTF_8 = 'UTF_8',
  GB18030 = 'GB18030',
}

registerEnum(FileEncoding, 'FileEncoding', 'How the text of a bank file is written (文件编码).', {
  UTF_8: 'UTF-8, without a byte order mark (统一码).',
  GB18030: 'GB 18030, which most core banking systems expect (国标编码).',
});

/** The double-byte half of GB 18030, turned round from the platform's own decoder: lead bytes 81–FE, trail bytes 40–FE. */
const [FIRST_LEAD, LAST_LEAD, FIRST_TRAIL, LAST_TRAIL] = [0x81, 0xfe, 0x40, 0xfe];

let doubleBytes: ReadonlyMap<string, number> | undefined;

function doubleByteTable(): ReadonlyMap<string, number> {
  if (doubleBytes) return doubleBytes;
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, number>();
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead += 1) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && text.length === 1 && text !== '\ufffd') table.set(text, (lead << 8) | trail);
    }
  }
  return (doubleBytes = table);
}

/**
 * A text as bytes. The platform decodes GB 18030 and doesn't encode it; what we write is ASCII and the Chinese of our own
 * remarks, all of it in the double-byte half.
 *
 * @throws FaultError for a character outside that half.
 */
export function encodeText(text: string, encoding: FileEncoding): Buffer {
  if (encoding === FileEncoding.UTF_8) return Buffer.from(text, 'utf8');
  // Flat memory: one buffer of at most two bytes a character, not a list of numbers.
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let end = 0;
  for (const character of text) {
    if (character <= '\u007f') end = bytes.writeUInt8(character.charCodeAt(0), end);
    else {
      const pair = doubleByteTable().get(character);
      if (pair === undefined)
        throw new FaultError(`GB 18030 is written here without the character U+${hex(character)}`);
      end = bytes.writeUInt16BE(pair, end);
    }
  }
  return bytes.subarray(0, end);
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
