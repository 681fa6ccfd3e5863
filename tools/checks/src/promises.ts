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

/**
 * A test that stands once in libs/testing holds a promise for every subgraph, so a spec of each calls it, but for these, each with its
 * reason. Whatever calls it somewhere below `apps/<name>` is that subgraph's.
 */
const SUBGRAPHS = ['assistance', 'employment', 'enterprises', 'migrants', 'workers'] as const;

const NOT_CALLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  testErasure: { enterprises: 'it keeps ids and dates of persons alone: nothing is erased' },
  testSubjectRecord: { enterprises: 'it keeps ids and dates of persons alone: a copy shows what they lead to' },
  testUnionActs: { migrants: 'migrants.region-acts.api.spec.ts tries the same, act by act' },
};

/** Tests that identity runs too, which keeps no casework: the others are about what the five subgraphs keep. */
const OF_IDENTITY: readonly string[] = ['testAuditedWrites', 'testColumns', 'testMasks', 'testRegionWalls'];

const SHARED_TEST = /^export (?:async )?function (?<name>test\w+)/gm;

/**
 * Tests of libs/testing that hold a promise and that some subgraph doesn't run: there the promise holds nothing. `specs` are the files of
 * tests by their path.
 */
export function unheldPromises(
  page: string,
  read: (file: string) => string | null,
  specs: ReadonlyMap<string, string>,
): string[] {
  const files = new Set(promisesOf(page).map(({ file }) => file));
  return [...files]
    .filter((file) => file.startsWith('libs/testing/') && !isSpec(file))
    .flatMap((file) => {
      const names = [...(read(file) ?? '').matchAll(SHARED_TEST)].map(({ groups }) => groups?.['name'] ?? '');
      if (names.length === 0) return [`${file} holds promises and exports no test`];
      return names.flatMap((name) =>
        uncalled(name, specs).map((app) => `${name} holds promises, and no spec of ${app} calls it`),
      );
    });
}

function uncalled(name: string, specs: ReadonlyMap<string, string>): string[] {
  const owing = [
    ...SUBGRAPHS.filter((app) => !NOT_CALLED[name]?.[app]),
    ...(OF_IDENTITY.includes(name) ? ['identity'] : []),
  ];
  const call = new RegExp(`^\\s*(?!\\*|//).*\\b${name}(?:<[^(]*>)?\\(`, 'm');
  return owing.filter(
    (app) => ![...specs].some(([file, text]) => file.startsWith(`apps/${app}/`) && isSpec(file) && call.test(text)),
  );
}

const SKIPPED =
  /\b(?:it|test|describe)(?:\.concurrent)?\.(?:skip|only|todo|failing)\b|\b(?:x(?:it|test|describe)|f(?:it|describe))\s*[.(]/;

/** A story that waits for a program which a machine may not have runs where there is one. */
const WHERE_IT_CAN_RUN = /=== undefined \? describe\.skip : describe\b/g;

/** Specs that leave tests out, or run some alone: what they hold is held by nothing. */
export function skippedTests(specs: ReadonlyMap<string, string>): string[] {
  return [...specs].flatMap(([file, text]) => {
    const [found] = SKIPPED.exec(text.replace(WHERE_IT_CAN_RUN, '')) ?? [];
    return found === undefined ? [] : [`${file}: ${found} leaves tests out`];
  });
}

const isSpec = (file: string): boolean => /\.(?:spec|e2e)\.ts$/.test(file);

const TITLE =
  /\b(?:it|test)(?:\.each(?:<[\s\S]*?>)?\([\s\S]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

function titles(spec: string): Set<string> {
  const found = [...spec.matchAll(TITLE)].map(([, single, double, template]) => single ?? double ?? template ?? '');
  return new Set(found.map((title) => title.replace(/\\(['"`])/g, '$1')));
}

function plain(cell: string | undefined): string {
  return (cell ?? '').replaceAll('¦', '|').trim();
}
