import { rootFieldsOf } from '@nuan/federation';
import { isObjectType } from 'graphql';

import { ArgumentValues, type KnownValues } from './argument-values';
import type { Answer } from './asker';
import { entityEntries, type Entry, entriesOf, wayOfRoot } from './entry-paths';
import { expectation, type Shared } from './field-verdicts';
import type { WalkOptions } from './field-walk';
import { ABSENT } from './known-input';
import { HOLDERS, isInside, type Position, POSITIONS, VIEWS, viewerAt } from './positions';
import { Selection } from './selection';

/** What was compared, and where two answers differ. */
export interface ExistenceWalk {
  readonly problems: readonly string[];
  /** How many pairs of answers were compared. */
  readonly compared: number;
}

/**
 * Asks every look-up and every entity key once for a row that lies outside, and once for none at all, as everybody from every position
 * outside: the whole answers must agree but for the id that was given, or the difference tells that the row exists.
 *
 * @param known ids of rows of each region, by `Type.field`.
 * @param shared types whose rows are shown from outside.
 */
export async function walkExistence(
  options: WalkOptions,
  known: ReadonlyMap<string, KnownValues>,
  shared: Shared,
): Promise<ExistenceWalk> {
  const problems = new Set<string>();
  let compared = 0;
  for (const position of POSITIONS.filter((one) => !isInside(one))) {
    const { row } = VIEWS[position];
    const rows = known.get(row) ?? new Map<string, string>();
    const absent = new Map([...rows].map(([name]): [string, string] => [name, absentFor(name)]));
    const met = askedById(options, row, rows).filter(({ rootType }) => isHidden(rootType, position, options, shared));
    const none = new Map(askedById(options, row, absent).map((entry) => [entry.path, entry]));
    for (const entry of met) {
      const other = none.get(entry.path);
      if (!other || other.document === entry.document) continue;
      await Promise.all(
        HOLDERS.map(async (holder) => {
          if (entry.root !== '_entities' && expectation(holder, `Query.${entry.root}`, options) === 'refused') return;
          const who = viewerAt(holder, position);
          const [one, two] = await Promise.all([entry, other].map(({ document }) => options.asker.ask(who, document)));
          compared += 1;
          if (one && two && textOf(one, rows) !== textOf(two, absent))
            problems.add(
              `${holder} (${position}) is told by ${entry.path} of a row outside what it isn't told of none: ${textOf(one, rows).slice(0, 200)} | ${textOf(two, absent).slice(0, 200)}`,
            );
        }),
      );
    }
  }
  return { problems: [...problems], compared };
}

/** What is shown from there is not hidden. */
function isHidden(type: string, position: Position, { policy }: WalkOptions, shared: Shared): boolean {
  return !shared[type]?.from.includes(position) && policy.types[type]?.access !== 'REFERENCE' && type !== 'Region';
}

/** A value of the same form that no row has. */
function absentFor(name: string): string {
  return /\.(id|\w+Id)$/.test(name) ? ABSENT : 'NONE-0000-0000';
}

function askedById(options: WalkOptions, region: string, known: KnownValues): readonly Entry[] {
  const { schema, literals } = options;
  const stated = Object.fromEntries(Object.entries(literals(region)).filter(([name]) => !name.startsWith('Query.')));
  const values = new ArgumentValues(region, stated, known);
  const selection = new Selection(values);
  const lookUps = new Set(
    rootFieldsOf(schema.getQueryType())
      .filter((field) => wayOfRoot(field) === 'look-up')
      .map(({ name }) => name),
  );
  const owned = entityEntries(schema, selection, known).filter(({ rootType }) =>
    isObjectType(schema.getType(rootType)),
  );
  return [
    ...entriesOf(schema, selection, values).filter(({ root, path }) => lookUps.has(root) && !/→.*→/.test(path)),
    ...owned,
  ];
}

/** The moment that an answer was given. */
const AS_OF = /"asOf":"[^"]*"/g;

/** The whole of an answer, without the values that were given and the moment. */
function textOf({ data, refusals }: Answer, given: KnownValues): string {
  let text = JSON.stringify({
    data,
    refusals: refusals.map(({ code, message, path, details }) => ({ code, message, path, details })),
  });
  for (const value of new Set(given.values())) if (value.length > 5) text = text.replaceAll(value, '…');
  return text.replaceAll(AS_OF, '');
}
