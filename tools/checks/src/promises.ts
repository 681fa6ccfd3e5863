/** One row of a page of promises: what is promised, and the test that fails when it is broken. */
export interface Promised {
  readonly promise: string;
  readonly file: string;
  readonly title: string;
}

const ROW = /^\| (?<promise>.+?) \| `(?<file>[^`|]+\.ts)` \| (?<title>.+?) \|$/gm;

/** The rows `| promise | \`file\` | title of the test |` of a page. A bar inside a cell is written `\|`. */
export function promisesOf(page: string): Promised[] {
  return [...page.replaceAll('\\|', '¦').matchAll(ROW)].map(({ groups = {} }) => ({
    promise: plain(groups['promise']),
    file: plain(groups['file']),
    title: plain(groups['title']),
  }));
}

/** Rows whose file is gone or holds no test of that title. `read` yields a file's text, null where there is none. */
export function brokenPromises(page: string, read: (file: string) => string | null): string[] {
  return promisesOf(page).flatMap(({ promise, file, title }) => {
    const text = read(file);
    if (text === null) return [`"${promise}" rests on ${file}, which does not exist`];
    return titles(text).has(title) ? [] : [`"${promise}" rests on a test "${title}" that ${file} does not hold`];
  });
}

const TITLE =
  /\b(?:it|test)(?:\.each(?:<[\s\S]*?>)?\([\s\S]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

function titles(spec: string): Set<string> {
  const found = [...spec.matchAll(TITLE)].map(([, single, double, template]) => single ?? double ?? template ?? '');
  return new Set(found.map((title) => title.replace(/\\(['"`])/g, '$1')));
}

function plain(cell: string | undefined): string {
  return (cell ?? '').replaceAll('¦', '|').trim();
}
