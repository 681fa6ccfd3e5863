import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken } from '@nuan/federation';
import { Allow, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { appendEvent, EDITABLE, type PersonHappening } from '../household/file-change';
import type { Household } from '../household/household.entity';
import { reasonOf } from '../household/plain-text';
import { Worker } from './worker.entity';

/** What every change of a person names. */
@InputType({ description: 'What every change of a person names (人员信息变更).' })
export abstract class PersonChange {
  @Allow()
  @Field(() => ID, { description: 'Person to change (职工或成员).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the person that was seen (所见版本).' })
  readonly expectedVersion!: number;

  @Allow()
  @Field(() => String, { description: 'Why (变更理由), at most 500 characters; stays with the file.' })
  readonly reason!: string;
}

const rows = rowMapping(Worker, 'w');

/** Locks a person that is to be edited; its file, if it has one, must be open to edits. */
export async function lockPerson(
  tx: ActTransaction,
  change: PersonChange,
): Promise<{ readonly person: Worker; readonly reason: string }> {
  const { id, expectedVersion } = change;
  await lockRow(tx, { table: 'worker', entity: 'Worker', id, expectedVersion, columns: 'version, region_code' });
  const person = await readPerson(tx, id);
  const reason = reasonOf(tx, change.reason);
  if (person.erasedOn !== null) tx.refuse(new RuleBroken('PERSON_ERASED', 'id', 'The data of this person was erased.'));
  if (person.householdId !== null) await assertFileEditable(tx, person.householdId);
  tx.note({ reason });
  return { person, reason };
}

/** Reads a person inside the act that has locked it. */
export async function readPerson(tx: ActTransaction, id: string): Promise<Worker> {
  const [row] = await tx.query<Record<string, unknown>[]>(`select ${rows.columns} from worker w where w.id = $1`, [id]);
  return rows.map(row ?? {});
}

async function assertFileEditable(tx: ActTransaction, householdId: string): Promise<void> {
  const [file] = await tx.query<Pick<Household, 'status'>[]>('select status from household where id = $1 for share', [
    householdId,
  ]);
  if (file && !EDITABLE.includes(file.status))
    tx.refuse(
      new RuleBroken(
        'FILE_NOT_EDITABLE',
        'id',
        'The file of this person is not open to edits: an exit is under way, or it is closed.',
        {
          status: file.status,
        },
      ),
    );
}

/** Writes columns of a locked person, raises its version and tells the timeline of its file; returns the person as it is now. */
export async function savePerson(
  tx: ActTransaction,
  person: Worker,
  columns: Readonly<Record<string, unknown>>,
  happening: PersonHappening,
): Promise<Worker> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 2}`);
  const [found] = await tx.query<[Record<string, unknown>[], number]>(
    `update worker w set ${[...sets, 'version = w.version + 1'].join(', ')} where w.id = $1 returning ${rows.columns}`,
    [person.id, ...names.map((name) => columns[name])],
  );
  if (person.householdId !== null) await appendEvent(tx, person.householdId, { ...happening, personId: person.id });
  return rows.map(found[0] ?? {});
}
