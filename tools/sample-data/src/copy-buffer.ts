import type { CopyValue } from './table-load';

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const BACKSLASH = 92;
/** Room that is always left: a row has fewer than a hundred fields, and one that is no text takes four bytes. */
const SLACK = 512;
const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b;
const HEX = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
/** What `\t`, `\n` and `\r` become after a backslash. */
const LETTER: Readonly<Record<number, number>> = { [TAB]: 116, [NEWLINE]: 110, [RETURN]: 114, [BACKSLASH]: BACKSLASH };

const QUOTED_ELEMENT = /[{}",\\\s]|^$|^null$/i;
const element = (text: string): string => (QUOTED_ELEMENT.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text);

/**
 * Rows in the text format of COPY, written byte by byte: a load writes hundreds of megabytes, and strings joined and encoded
 * afterwards cost three times as much. A checksum of 64 bits runs along. Sealed fields (Buffers) stay out of it: they differ in
 * every load, and a checksum that can't be compared says nothing.
 */
export class CopyBuffer {
  private bytes: Buffer;
  private at = 0;
  private low = 0x811c9dc5;
  private high = 0x2f0b4a27;

  constructor(private readonly capacity: number) {
    this.bytes = Buffer.allocUnsafeSlow(capacity + SLACK);
  }

  /** Bytes written since the last {@link take}. */
  get length(): number {
    return this.at;
  }

  /** Appends one row, its line end included. */
  addRow(row: readonly CopyValue[]): void {
    this.reserve(0);
    for (let field = 0; field < row.length; field++) {
      if (field > 0) this.put(TAB);
      const value = row[field];
      if (value === undefined || value === null) this.addNull();
      else this.addValue(value);
    }
    this.put(NEWLINE);
  }

  /** The bytes so far; the buffer starts empty again. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafeSlow(this.capacity + SLACK);
    this.at = 0;
    return taken;
  }

  /** Sixteen hexadecimal digits over everything written so far. */
  checksum(): string {
    return [this.high, this.low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }

  private addNull(): void {
    this.put(BACKSLASH);
    this.put(78);
  }

  private addValue(value: Exclude<CopyValue, null>): void {
    switch (typeof value) {
      case 'string':
        this.addText(value);
        return;
      case 'number':
      case 'bigint':
        this.addText(String(value));
        return;
      case 'boolean':
        this.put(value ? 116 : 102);
        return;
      default:
        if (Buffer.isBuffer(value)) this.addBytes(value);
        else if (value instanceof Date) this.addText(value.toISOString());
        else this.addText(`{${value.map(element).join(',')}}`);
    }
  }

  private addText(text: string): void {
    // UTF-8 takes at most three bytes for each UTF-16 unit; an escape takes two.
    this.reserve(text.length * 3);
    const { bytes } = this;
    let { at, low, high } = this;
    let index = 0;
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code >= 0x80 || code === BACKSLASH || code <= RETURN) break;
      bytes[at++] = code;
      low = Math.imul(low ^ code, LOW_PRIME);
      high = Math.imul(high ^ code, HIGH_PRIME) ^ (high >>> 15);
    }
    this.at = at;
    this.low = low;
    this.high = high;
    if (index < text.length) this.addTail(text, index);
  }

  /** The rest of a text from its first character on that is no plain ASCII. */
  private addTail(text: string, from: number): void {
    for (let index = from; index < text.length; index++) {
      const code = text.codePointAt(index) ?? 0;
      if (code >= 0x10000) index++;
      const letter = code <= BACKSLASH ? LETTER[code] : undefined;
      if (letter !== undefined) {
        this.put(BACKSLASH);
        this.put(letter);
      } else if (code < 0x80) this.put(code);
      else this.putWide(code);
    }
  }

  private putWide(code: number): void {
    if (code < 0x800) this.put(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) this.put(0xe0 | (code >> 12));
      else {
        this.put(0xf0 | (code >> 18));
        this.put(0x80 | ((code >> 12) & 63));
      }
      this.put(0x80 | ((code >> 6) & 63));
    }
    this.put(0x80 | (code & 63));
  }

  private addBytes(value: Buffer): void {
    this.reserve(value.length * 2 + 3);
    const { bytes } = this;
    bytes[this.at++] = BACKSLASH;
    bytes[this.at++] = BACKSLASH;
    bytes[this.at++] = 120;
    for (let index = 0; index < value.length; index++) {
      const byte = value[index] ?? 0;
      bytes[this.at++] = HEX[byte >> 4] ?? 0;
      bytes[this.at++] = HEX[byte & 15] ?? 0;
    }
  }

  /** One byte, into the slack that every {@link reserve} leaves. */
  private put(byte: number): void {
    this.bytes[this.at++] = byte;
    this.low = Math.imul(this.low ^ byte, LOW_PRIME);
    this.high = Math.imul(this.high ^ byte, HIGH_PRIME) ^ (this.high >>> 15);
  }

  private reserve(bytes: number): void {
    if (this.at + bytes + SLACK <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + bytes + SLACK));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
