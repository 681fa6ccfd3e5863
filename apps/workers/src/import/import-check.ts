import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import type { RuleBroken } from '@nuan/federation';
import { hasError, type RowProblem } from '@nuan/intake';
import type { LocalDate } from '@nuan/kernel';

import { minLivingLineOn, ruleSetOn } from '../filing/local-rules';
import type { NewFile } from '../household/new-file';
import { isTelling, meet } from '../household/met-elsewhere';
import { misnamed, NAME_DIFFERS, type Stranger, strangersOf } from '../household/stranger';
import { groupProblems, type ImportTarget, type LocalRules, newFileOf, regionOf } from './import-group';
import { problemAt } from './import-problem';
import type { ImportStaging, StagedGroup } from './import-staging';

/** What a household's rows came to. */
export interface CheckedGroup {
  readonly group: StagedGroup;
  /** Null when something bars the household. */
  readonly file: NewFile | null;
  readonly problems: readonly RowProblem[];
}

/** Rules by region and day, asked for once in a step. */
class RuleBook {
  private readonly known = new Map<string, Promise<LocalRules>>();

  constructor(private readonly tx: ActTransaction) {}

  of(regionCode: string, on: LocalDate): Promise<LocalRules> {
    const key = `${regionCode}/${on}`;
    let rules = this.known.get(key);
    if (!rules) this.known.set(key, (rules = this.read(regionCode, on)));
    return rules;
  }

  private async read(regionCode: string, on: LocalDate): Promise<LocalRules> {
    const rules = await ruleSetOn(this.tx, regionCode, on);
    return { rules, lineFen: await minLivingLineOn(this.tx, regionCode, on) };
  }
}

/** Makes files of households by the rules of the register; nothing is written. */
export async function filesOf(
  tx: ActTransaction,
  groups: readonly StagedGroup[],
  target: ImportTarget,
): Promise<CheckedGroup[]> {
  const book = new RuleBook(tx);
  const strangers = await strangersOf(
    tx,
    groups.flatMap(({ hashes }) => hashes),
  );
  const checked: CheckedGroup[] = [];
  for (const group of groups) {
    const names = group.isBarred ? [] : nameProblems(group, strangers);
    checked.push(
      names.length > 0 ? { group, file: null, problems: names } : await fileOrProblems(tx, book, group, target),
    );
  }
  return checked;
}

/** Whose number belongs to somebody of another name, in a region that the officer doesn't see. */
function nameProblems({ rows, hashes }: StagedGroup, strangers: readonly Stranger[]): RowProblem[] {
  const persons = rows.map(({ row }) => row);
  return misnamed(strangers, persons, hashes).map((at) =>
    problemAt(rows[at]?.line ?? 1, 'name', 'NAME_AS_ON_FILE', NAME_DIFFERS),
  );
}

async function fileOrProblems(
  tx: ActTransaction,
  book: RuleBook,
  group: StagedGroup,
  target: ImportTarget,
): Promise<CheckedGroup> {
  const barred = (problems: readonly RowProblem[]): CheckedGroup => ({ group, file: null, problems });
  if (group.isBarred) return barred([]);
  const problems = groupProblems(group, tx.today);
  if (problems.length > 0) return barred(problems);
  const regionCode = regionOf(group, target, tx.today);
  if (typeof regionCode !== 'string') return barred([regionCode]);
  const assessedOn = group.rows.find(({ row }) => row.household)?.row.household?.assessedOn ?? tx.today;
  const file = newFileOf(group, target, regionCode, await book.of(regionCode, assessedOn));
  return 'persons' in file ? { group, file, problems: [] } : barred(file);
}

/**
 * Checks households against the rules, the rest of the file and the register. One household, one file (I1): whoever is held by an
 * active file or an application in hand is reported; when it is written, the key decides.
 */
export async function checkGroups(
  tx: ActTransaction,
  staging: ImportStaging,
  importId: string,
  groups: readonly StagedGroup[],
  target: ImportTarget,
): Promise<CheckedGroup[]> {
  const checked = await filesOf(tx, groups, target);
  const repeated = await staging.repeated(
    tx,
    importId,
    groups.map(({ householdNo }) => householdNo),
  );
  const held = await heldHashes(tx, groups);
  return checked.map(({ group, file, problems }) => {
    const found = [...problems, ...personProblems(group, repeated, held)];
    return { group, file: hasError(found) ? null : file, problems: found };
  });
}

/**
 * Puts on record whom of other regions the households of a piece met, since each problem of theirs tells the officer of one.
 *
 * @returns what is to be told instead when the day allows no more, whether this piece met somebody or not.
 */
export async function meetOf(tx: ActTransaction, checked: readonly CheckedGroup[]): Promise<RuleBroken | null> {
  const hashes = checked.flatMap(({ group, problems }) => {
    const telling = new Set(problems.filter(({ rule }) => isTelling(rule)).map(({ line }) => line));
    return group.hashes.filter((_hash, at) => telling.has(group.rows[at]?.line ?? 0));
  });
  return (await meet(tx, hashes, 'id')).limit;
}

/** What is wrong with the persons of a household for the sake of others. */
function personProblems(
  { rows, hashes }: StagedGroup,
  repeated: ReadonlySet<number>,
  held: ReadonlySet<string>,
): RowProblem[] {
  return rows.flatMap(({ line }, at) => [
    ...(repeated.has(line)
      ? [problemAt(line, 'idNumber', 'PERSON_TWICE', 'This person stands on another line of the file too.')]
      : []),
    ...(held.has(hashes[at]?.toString('hex') ?? '')
      ? [
          problemAt(
            line,
            'idNumber',
            'ONE_HOUSEHOLD_ONE_FILE',
            'This person is in an active file, or in an application in hand, already (一户一档).',
          ),
        ]
      : []),
  ]);
}

/** Which persons of these households are held now, by the hexadecimal form of their hashes. */
export async function heldHashes(tx: ActTransaction, groups: readonly StagedGroup[]): Promise<Set<string>> {
  const rows = await beyondRegions('a person is held by one file of the province', () =>
    tx.query<{ hash: string }[]>(
      `select encode(p.id_number_hash, 'hex') as hash from active_person p where p.id_number_hash = any($1::bytea[])`,
      [groups.flatMap(({ hashes }) => hashes)],
    ),
  );
  return new Set(rows.map(({ hash }) => hash));
}
