/**
 * A complaint of the GraphQL library about a document or its variables, without the values that it quotes: what a client sent may be
 * somebody's ID number, and an error travels to logs and screens. It still says which variable, where in it, and what was expected.
 */
export function withoutValues(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value /.exec(message)?.[1];
  if (variable !== undefined) return aboutVariable(variable, message);
  return message
    .replace(/^Value ".*" does not exist in ("\w+" enum).*$/s, 'The value does not exist in $1.')
    .replace(/(, found|^Syntax Error: Unexpected) (\w+) ".*$/s, '$1 $2.')
    .replace(/, found (?!\w+\.$).*$/s, '.')
    .replace(/ (value|but got): .*$/s, ' $1.');
}

/** Inside a quoted value every quotation mark is escaped, so that a value can't pass for the place behind it. */
const PLACE = /(?:(?<!\\)"|[\]}\w]) at "([\w.[\]]+)"; /;
const FIELD =
  /^Field "[A-Za-z_]\w*" (?:of required type "[\w![\]]+" was not provided|is not defined by type "[A-Za-z_]\w*")/;
const EXPECTED =
  /^(?:Value ".*" does not exist in "([A-Za-z_]\w*)" enum|Enum "([A-Za-z_]\w*)" cannot|([A-Za-z_]\w*) cannot represent|Expected (?:non-nullable )?type "?([A-Za-z_[][\w![\]]*))/s;

function aboutVariable(variable: string, message: string): string {
  const place = PLACE.exec(message);
  const start = place ? place.index + place[0].length : message.lastIndexOf('; ') + 2;
  const reason = message.slice(start);
  const expected = EXPECTED.exec(reason)
    ?.slice(1)
    .find((name) => name !== undefined);
  const why = FIELD.exec(reason)?.[0] ?? (expected === undefined ? null : `Expected ${expected}`);
  return `Variable "${variable}" got an invalid value${place ? ` at "${place[1]}"` : ''}${why ? `; ${why}` : ''}.`;
}
