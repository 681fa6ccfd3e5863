import { beyondRegions, type FieldCipher, HASH_DOMAIN } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { newId, yearOf } from '@nuan/kernel';

import { HouseholdRelation } from '../worker/household-relation';
import { isHealthConsented, putConsents } from './file-consents';
import { nextFileNos } from './file-number';
import type { NewFile, OpenedFile } from './new-file';
import { householdValues, PERSON_COLUMNS, PERSON_KNOWN, personValues } from './open-file';
import { FROM_ANYWHERE, leavePhones, misnamed, strangersOf, tellRegions } from './stranger';

/**
 * Opens many files at once: the set-based form of `openFile`, with the same rows by the same rules in a few statements. Nothing is
 * looked up before: the key of `active_person` refuses a person who is held elsewhere, and with it the whole set, which
 * `isHeldElsewhere` recognises. No person may be in the set twice, and no file may come from an application.
 *
 * Persons come in as members at once, after their household, whose head may follow it in the same transaction: a second
 * statement that joins them would cost half of everything again.
 *
 * @returns index-aligned with `files`.
 */
export async function openFiles(
  tx: ActTransaction,
  cipher: FieldCipher,
  files: readonly NewFile[],
): Promise<OpenedFile[]> {
  const hashes = files.map(({ persons }) => persons.map(({ idNumber }) => cipher.hash(HASH_DOMAIN.idNumber, idNumber)));
  const workerIds = await beyondRegions(FROM_ANYWHERE, () => idsOf(tx, hashes));
  const strangers = await strangersOf(tx, hashes.flat());
  // Asked of each household before; tried again, the act finds what was renamed meanwhile.
  if (files.some(({ persons }, at) => misnamed(strangers, persons, hashes[at] ?? []).length > 0))
    throw new FaultError('a person known elsewhere was given another name meanwhile');
  await leavePhones(tx, strangers);
  const fileNos = await numbersOf(tx, files);
  const opened = files.map((file, at): OpenedFile => {
    const ids = workerIds[at] ?? [];
    const headId = ids[file.persons.findIndex(({ relation }) => relation === HouseholdRelation.HEAD)];
    const fileNo = fileNos[at];
    if (headId === undefined || fileNo === undefined) throw new FaultError('a file to be opened has no head');
    return { householdId: newId(), fileNo, headId, workerIds: ids };
  });
  await beyondRegions(FROM_ANYWHERE, () => leaveFormer(tx, files, opened));
  const households = opened.map((ids, at) => householdValues(tx, cipher, fileAt(files, at), ids));
  await insertRows(tx, 'household', columnsOf(households), households);
  await beyondRegions(FROM_ANYWHERE, async () => {
    const members = await putMembers(tx, cipher, files, opened, hashes);
    await putConsents(tx, files, opened, hashes);
    await keepConsentedHealth(tx, files, opened, members);
    await putStudents(tx, files, opened);
  });
  await tx.query(
    `insert into file_event (id, household_id, kind, happened_at, actor_id)
     select e.id, e.household_id, 'RECORDED', $3, $4 from unnest($1::uuid[], $2::uuid[]) e (id, household_id)`,
    [opened.map(() => newId()), opened.map(({ householdId }) => householdId), tx.now, tx.viewer.subject],
  );
  tellRegions(tx, strangers);
  return opened;
}

const fileAt = (files: readonly NewFile[], at: number): NewFile => {
  const file = files[at];
  if (file === undefined) throw new FaultError('files and their numbers are not aligned');
  return file;
};

type Columns = Readonly<Record<string, unknown>>;

/** Columns of the rows: those that any row has, since a household without an account leaves the account's out. */
const columnsOf = (rows: readonly Columns[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

/** As JSON that PostgreSQL reads into columns: bytes as hex, big integers as text. */
function jsonValue(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return typeof value === 'bigint' ? value.toString() : value;
}

function jsonRows(rows: readonly Columns[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, jsonValue(value)]))),
  );
}

async function insertRows(
  tx: ActTransaction,
  table: string,
  columns: readonly string[],
  rows: readonly Columns[],
): Promise<void> {
  const list = columns.join(', ');
  await tx.query(
    `insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [jsonRows(rows)],
  );
}

const PERSON_NAMES = PERSON_COLUMNS.split(',').map((column) => column.trim());

/** Ids of the persons: those they have, locked in the order of their hashes, and new ones. */
async function idsOf(tx: ActTransaction, hashes: readonly (readonly Buffer[])[]): Promise<string[][]> {
  const known = await tx.query<{ id: string; id_number_hash: Buffer }[]>(
    'select id, id_number_hash from worker where id_number_hash = any($1::bytea[]) order by id_number_hash for update',
    [hashes.flat()],
  );
  const byHash = new Map(known.map(({ id, id_number_hash }) => [id_number_hash.toString('hex'), id]));
  return hashes.map((ofFile) => ofFile.map((hash) => byHash.get(hash.toString('hex')) ?? newId()));
}

const JOINED = `${PERSON_KNOWN}, household_id = excluded.household_id, relation = excluded.relation, member_since_on = null`;

/** One row per person in the order of their hashes, as `openFile` takes them, so that two acts can't lock each other out. */
async function putMembers(
  tx: ActTransaction,
  cipher: FieldCipher,
  files: readonly NewFile[],
  opened: readonly OpenedFile[],
  hashes: readonly (readonly Buffer[])[],
): Promise<readonly Columns[]> {
  const rows = files.flatMap((file, at) =>
    file.persons.map((person, place): Columns => {
      const values = personValues(cipher, person, hashes[at]?.[place] ?? Buffer.alloc(0), file);
      return {
        id: opened[at]?.workerIds[place],
        household_id: opened[at]?.householdId,
        relation: person.relation,
        ...Object.fromEntries(PERSON_NAMES.map((column, index) => [column, values[index]])),
      };
    }),
  );
  const columns = `id, household_id, relation, ${PERSON_COLUMNS}`;
  const put = await tx.query<{ id: string }[]>(
    `insert into worker as w (${columns}, version)
     select ${columns}, 1 from jsonb_populate_recordset(null::worker, $1::jsonb) order by id_number_hash
     ${JOINED} returning id`,
    [jsonRows(rows)],
  );
  const expected = new Set(rows.map(({ id }) => id));
  // Somebody made one of these persons in between; tried again, the act finds the row.
  if (!put.every(({ id }) => expected.has(id))) throw new FaultError('a person was made by another act meanwhile');
  return rows;
}

/** Illness and disability of whoever had taken a consent to them back, and gave another with the list: the database let go of them before it was on record. */
async function keepConsentedHealth(
  tx: ActTransaction,
  files: readonly NewFile[],
  opened: readonly OpenedFile[],
  members: readonly Columns[],
): Promise<void> {
  const consented = new Set(
    files.flatMap(({ persons }, at) =>
      persons.flatMap(({ consents }, place) => (isHealthConsented(consents) ? opened[at]?.workerIds[place] : [])),
    ),
  );
  if (consented.size === 0) return;
  const rows = members.filter(({ id }) => consented.has(id as string));
  await tx.query(
    `update worker w set health_sealed = j.health_sealed, disability_sealed = j.disability_sealed
     from jsonb_populate_recordset(null::worker, $1::jsonb) j
     where w.id = j.id and w.health_sealed is null and w.disability_sealed is null
       and (j.health_sealed is not null or j.disability_sealed is not null)`,
    [jsonRows(rows)],
  );
}

/** Numbers by region and year, in the order of the files. */
async function numbersOf(tx: ActTransaction, files: readonly NewFile[]): Promise<string[]> {
  const keyOf = (file: NewFile): string => `${file.regionCode}/${yearOf(file.recordedOn)}`;
  const numbers = new Map<string, string[]>();
  for (const key of [...new Set(files.map(keyOf))].sort()) {
    const [regionCode = '', year] = key.split('/');
    const count = files.filter((file) => keyOf(file) === key).length;
    numbers.set(key, await nextFileNos(tx, regionCode, Number(year), count));
  }
  return files.map((file) => numbers.get(keyOf(file))?.shift() ?? '');
}

/** Who comes from a file that ended leaves a trace there. */
async function leaveFormer(
  tx: ActTransaction,
  files: readonly NewFile[],
  opened: readonly OpenedFile[],
): Promise<void> {
  const joins = opened.flatMap(({ workerIds }, at) =>
    workerIds.map((id) => ({ id, recorded_on: files[at]?.recordedOn })),
  );
  await tx.query(
    `insert into former_member (id, household_id, worker_id, relation, joined_on, left_on)
     select gen_random_uuid(), w.household_id, w.id, w.relation, w.member_since_on, greatest(coalesce(h.exited_on, j.recorded_on), w.member_since_on)
     from jsonb_to_recordset($1::jsonb) j (id uuid, recorded_on date)
     join worker w on w.id = j.id join household h on h.id = w.household_id`,
    [JSON.stringify(joins)],
  );
}

async function putStudents(
  tx: ActTransaction,
  files: readonly NewFile[],
  opened: readonly OpenedFile[],
): Promise<void> {
  const students = files.flatMap((file, at) =>
    file.persons.flatMap(({ student }, place) =>
      student === null
        ? []
        : [
            {
              id: newId(),
              worker_id: opened[at]?.workerIds[place],
              household_id: opened[at]?.householdId,
              level: student.level,
              school_name: student.schoolName,
              enrolled_year: student.enrolledYear,
              programme_years: student.programmeYears,
            },
          ],
    ),
  );
  if (students.length === 0) return;
  const columns = 'id, worker_id, household_id, level, school_name, enrolled_year, programme_years';
  await tx.query(
    `insert into student as s (${columns}, version) select ${columns}, 1 from jsonb_populate_recordset(null::student, $1::jsonb)
     on conflict on constraint student_worker_id_unique do update set household_id = excluded.household_id, level = excluded.level,
       school_name = excluded.school_name, enrolled_year = excluded.enrolled_year, programme_years = excluded.programme_years,
       version = s.version + 1`,
    [JSON.stringify(students)],
  );
}
