import { rowMapping } from '@nuan/database';
import { lockRow, RuleBroken } from '@nuan/federation';
import type { ActTransaction } from '@nuan/facts';
import { FileStatus, newId } from '@nuan/kernel';
import { Allow, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import type { FileEventKind, PersonEventKind } from './file-event-kind';
import { Household } from './household.entity';
import { reasonOf } from './plain-text';

/** What every change of a file names. */
@InputType({ description: 'What every change of a file names (档案变更).' })
export abstract class FileChange {
  @Allow()
  @Field(() => ID, { description: 'File to change (档案).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the file that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => String, { description: 'Why (变更理由), at most 500 characters; stays with the file.' })
  readonly reason!: string;
}

/** States in which the content of a file may be edited: not while an exit is under way, and not after it. */
export const EDITABLE: readonly FileStatus[] = [FileStatus.RECORDED, FileStatus.UNDER_REVIEW, FileStatus.TEMPORARY];

const rows = rowMapping(Household, 'h');

/** What happened to one person of a file, for its timeline. */
export interface PersonHappening {
  readonly kind: PersonEventKind;
  readonly note?: string | null;
}

/** What happened, for the timeline of the file, and to whom, when it is of one person. */
export type FileHappening =
  | { readonly kind: Exclude<FileEventKind, PersonEventKind>; readonly note?: string | null }
  | (PersonHappening & { readonly personId: string });

/** Locks a file for the act, whatever its state. */
export async function lockFile(tx: ActTransaction, id: string, expectedVersion: number | null): Promise<Household> {
  await lockRow(tx, { table: 'household', entity: 'Household', id, expectedVersion, columns: 'version, region_code' });
  return readFile(tx, id);
}

/** Reads a file inside the act that has locked it. */
export async function readFile(tx: ActTransaction, id: string): Promise<Household> {
  const [row] = await tx.query<Record<string, unknown>[]>(`select ${rows.columns} from household h where h.id = $1`, [
    id,
  ]);
  return rows.map(row ?? {});
}

/** Locks a file that is to be edited, with the reason in the audit. */
export async function lockEditable(
  tx: ActTransaction,
  change: FileChange,
): Promise<{ file: Household; reason: string }> {
  const file = await lockFile(tx, change.id, change.expectedVersion);
  const reason = reasonOf(tx, change.reason);
  if (!EDITABLE.includes(file.status))
    tx.refuse(
      new RuleBroken(
        'FILE_NOT_EDITABLE',
        'id',
        'A file is edited while it is on the register and no exit is under way.',
        {
          status: file.status,
        },
      ),
    );
  tx.note({ reason });
  return { file, reason };
}

/** Writes columns of a locked file, raises its version and tells the timeline; returns the file as it is now. */
export async function saveFile(
  tx: ActTransaction,
  id: string,
  columns: Readonly<Record<string, unknown>>,
  happening: FileHappening,
): Promise<Household> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 3}`);
  const [found] = await tx.query<[Record<string, unknown>[], number]>(
    `update household h set ${[...sets, 'version = h.version + 1', 'changed_at = $2'].join(', ')} where h.id = $1 returning ${rows.columns}`,
    [id, tx.now, ...names.map((name) => columns[name])],
  );
  await appendEvent(tx, id, happening);
  return rows.map(found[0] ?? {});
}

/** Appends to the timeline of a file. */
export async function appendEvent(tx: ActTransaction, householdId: string, happening: FileHappening): Promise<void> {
  const { kind, note = null } = happening;
  const personId = 'personId' in happening ? happening.personId : null;
  await tx.query(
    'insert into file_event (id, household_id, kind, happened_at, actor_id, note, worker_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [newId(), householdId, kind, tx.now, tx.viewer.subject, note, personId],
  );
}
