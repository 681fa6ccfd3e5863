/**
 * Deepest that brackets may stand in brackets, in a document and in variables: several times what the schema's own introspection and the
 * deepest filter need, and a small part of what a stack holds. What reads values goes down them by calling itself.
 */
export const MAX_NESTING = 100;

/** What a client is told of it. */
export const NESTING_MESSAGE = `Brackets may stand in brackets at most ${MAX_NESTING} deep, in the document and in its variables.`;

const [QUOTE, HASH, BACKSLASH] = ['"', '#', '\\'];

/** Whether brackets of a text stand deeper in each other than allowed; those in strings and comments don't count. JSON is read by the same rules. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === HASH) at = endOfLine(text, at);
    else if (character === '{' || character === '[' || character === '(') {
      depth += 1;
      if (depth > MAX_NESTING) return true;
    } else if (character === '}' || character === ']' || character === ')') depth -= 1;
  }
  return false;
}

/** Whether a value holds values deeper than allowed. It isn't gone down by calls. */
export function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Where the string ends that begins here: a line's, or a block's between three quotes. */
function endOfString(text: string, start: number): number {
  const isBlock = text.startsWith('"""', start);
  const close = isBlock ? '"""' : QUOTE;
  let at = start + close.length;
  while (at < text.length && !text.startsWith(close, at)) {
    if (!isBlock && text[at] === '\n') return at;
    at += skipped(text, at, isBlock);
  }
  return at + close.length - 1;
}

/** How many characters a backslash takes with it: of a block, three quotes alone are escaped. */
function skipped(text: string, at: number, isBlock: boolean): number {
  if (text[at] !== BACKSLASH) return 1;
  if (isBlock) return text.startsWith('"""', at + 1) ? 4 : 1;
  return 2;
}

function endOfLine(text: string, start: number): number {
  const end = text.slice(start).search(/[\n\r]/);
  return end === -1 ? text.length : start + end;
}
