import { beyondRegions, type FieldCipher } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { reportProblems } from '@nuan/intake';

import { isHeldElsewhere } from '../household/household-already-filed';
import { meet } from '../household/met-elsewhere';
import type { NewFile } from '../household/new-file';
import { openFiles } from '../household/open-files';
import { type CheckedGroup, filesOf } from './import-check';
import type { ImportTarget } from './import-group';
import { problemAt } from './import-problem';
import type { ImportStaging, StagedGroup } from './import-staging';

/** What one piece of writing came to. */
export interface Written {
  readonly households: number;
  readonly persons: number;
  /** Households that met somebody who was filed meanwhile, or whom the rules of now don't take. */
  readonly barred: number;
}

interface Writable {
  readonly group: StagedGroup;
  readonly file: NewFile;
}

/** Writes the households of an import (写入), each once: a group that has become a household is never written again. */
export class ImportWriting {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly staging: ImportStaging,
  ) {}

  /**
   * Writes what of these groups can be written. When somebody was filed since they were checked, they are written one by one, and
   * those that met them are barred and reported; so are those that the rules or the line of this moment no longer take.
   */
  async writeEach(
    tx: ActTransaction,
    importId: string,
    groups: readonly StagedGroup[],
    target: ImportTarget,
  ): Promise<Written> {
    const checked = await filesOf(tx, groups, target);
    const files = writableOf(checked);
    const lost = await this.barLost(tx, importId, checked);
    if (await this.attempt(tx, importId, files)) return this.sum(files, lost);
    const written: Writable[] = [];
    const refused: Writable[] = [];
    for (const file of files) ((await this.attempt(tx, importId, [file])) ? written : refused).push(file);
    await this.barHeld(tx, importId, refused);
    return this.sum(written, refused.length + lost);
  }

  /** Writes all of these groups; false when somebody was filed since they were checked, and nothing was written. */
  async writeAll(
    tx: ActTransaction,
    importId: string,
    groups: readonly StagedGroup[],
    target: ImportTarget,
  ): Promise<Written | null> {
    const files = writableOf(await filesOf(tx, groups, target));
    return files.length === groups.length && (await this.attempt(tx, importId, files)) ? this.sum(files, 0) : null;
  }

  /** Notes households whose account another active file has too (同一账户多户), for somebody to look at; it bars nothing. */
  async noteSharedAccounts(tx: ActTransaction, importId: string): Promise<void> {
    const shared = await beyondRegions('an account may be shared across counties', () =>
      tx.query<{ line: number }[]>(
        `select i.line from imported_household i join household h on h.id = i.household_id
       where i.import_id = $1 and exists (
         select from household o where o.bank_account_hash = h.bank_account_hash and o.id <> h.id and is_active_file(o.status))
       order by i.line`,
        [importId],
      ),
    );
    const message = 'Another active file is paid to the same account; see whether that is right.';
    await reportProblems(
      tx,
      importId,
      shared.map(({ line }) => ({ ...problemAt(line, 'accountNumber', 'ACCOUNT_SHARED', message), weight: 'NOTE' })),
    );
  }

  /** Writes inside a savepoint; false when the key of active persons refused it. */
  private async attempt(tx: ActTransaction, importId: string, files: readonly Writable[]): Promise<boolean> {
    if (files.length === 0) return true;
    await tx.query('savepoint import_piece');
    try {
      await this.write(tx, importId, files);
      await tx.query('release savepoint import_piece');
      return true;
    } catch (error) {
      if (!isHeldElsewhere(error)) throw error;
      await tx.query('rollback to savepoint import_piece');
      return false;
    }
  }

  private async write(tx: ActTransaction, importId: string, files: readonly Writable[]): Promise<void> {
    const opened = await openFiles(
      tx,
      this.cipher,
      files.map(({ file }) => file),
    );
    await tx.query(
      `insert into imported_household (import_id, household_no, household_id, line)
       select $1, r.household_no, r.household_id, r.line from unnest($2::text[], $3::uuid[], $4::integer[]) r (household_no, household_id, line)`,
      [
        importId,
        files.map(({ group }) => group.householdNo),
        opened.map(({ householdId }) => householdId),
        files.map(({ group }) => group.rows[0]?.line ?? 1),
      ],
    );
    for (const { householdId, workerIds } of opened) {
      tx.about('Household', householdId);
      tx.about('Worker', workerIds);
    }
  }

  /** Bars and reports households that were good when they were checked and aren't now; says how many. */
  private async barLost(tx: ActTransaction, importId: string, checked: readonly CheckedGroup[]): Promise<number> {
    const lost = checked.filter(({ file }) => file === null);
    await reportProblems(
      tx,
      importId,
      lost.flatMap(({ problems }) => problems),
    );
    await this.staging.bar(
      tx,
      importId,
      lost.map(({ group }) => group.householdNo),
    );
    return lost.length;
  }

  private async barHeld(tx: ActTransaction, importId: string, refused: readonly Writable[]): Promise<void> {
    if (refused.length === 0) return;
    await meet(
      tx,
      refused.flatMap(({ group }) => group.hashes),
      'id',
    );
    await reportProblems(
      tx,
      importId,
      refused.map(({ group }) =>
        problemAt(
          group.rows[0]?.line ?? 1,
          'idNumber',
          'ONE_HOUSEHOLD_ONE_FILE',
          'Somebody of this household was filed while the import ran.',
        ),
      ),
    );
    await this.staging.bar(
      tx,
      importId,
      refused.map(({ group }) => group.householdNo),
    );
  }

  private sum(files: readonly Writable[], barred: number): Written {
    const persons = files.reduce((total, { file }) => total + file.persons.length, 0);
    return { households: files.length, persons, barred };
  }
}

const writableOf = (checked: readonly CheckedGroup[]): Writable[] =>
  checked.flatMap(({ group, file }) => (file === null ? [] : [{ group, file }]));
