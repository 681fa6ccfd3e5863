import { assertCan, assertMayWrite, type Viewer, writePatterns } from '@nuan/auth';
import { type FieldCipher, rowMapping } from '@nuan/database';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { isUuid, newId } from '@nuan/kernel';
import { findRegion } from '@nuan/regions';

import { ApplicationStatus } from './application-status';
import { canonicalText } from './canonical-text';
import { recordConsents, withoutWithdrawnHealth } from './consent-record';
import { type Columns, readContent, type ReadContent, type ReadPerson } from './filing-content';
import type { CreateFilingDraftInput, FilingContentInput, SaveFilingDraftInput } from './filing-content.input';
import type { FilingApplication } from './filing-application.entity';
import { filingMachine } from './filing.machine';
import { FilingPerson } from './filing-person.entity';
import { readOptionalText } from '../worker/plain-text';
import type { FilingService } from './filing.service';
import { assertUnionExists } from '../projection/existing-union';

const persons = rowMapping(FilingPerson, 'p');

/** States in which the content may still be changed. */
const OPEN: readonly ApplicationStatus[] = [ApplicationStatus.DRAFT, ApplicationStatus.RETURNED];

/** Persons of an application as they are now, in their order. */
export async function currentPersons(
  tx: Pick<ActTransaction, 'query'>,
  applicationId: string,
): Promise<FilingPerson[]> {
  const rows = await tx.query<Record<string, unknown>[]>(
    `select ${persons.columns} from filing_person p where p.application_id = $1 and p.is_current order by p.ordinal`,
    [applicationId],
  );
  return rows.map(persons.map);
}

/** An application that is begun. */
export interface NewApplication {
  readonly regionCode: string;
  readonly unionId: string;
  /** The file of before: closed, of a household that relapsed, or temporary, of one that is filed now. */
  readonly previousFileId: string | null;
  readonly content: FilingContentInput;
  /** Why it is filed again, for the timeline of the old file. */
  readonly reason?: string | null;
}

/** Fills applications in (填写建档申请): drafts, and returned ones. What identifies a person is sealed before it is stored. */
export class FilingDraftWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly filings: FilingService,
  ) {}

  /**
   * Begins an application as a draft; the same key gives the same one.
   *
   * @throws ForbiddenError outside the viewer's write regions; InvalidInputError for what no form may hold.
   */
  create(viewer: Viewer, input: CreateFilingDraftInput): Promise<FilingApplication | Refusal> {
    const { idempotencyKey, regionCode, unionId, content } = input;
    const previousFileId = input.previousFileId ?? null;
    assertMayWrite(viewer, regionCode, 'filing:write');
    if (!isUuid(unionId)) throw new InvalidInputError('unionId', 'ID', 'This is not the id of a union.');
    // Keyed: the hash of a form could be tried out against the ID numbers that are possible.
    const form = this.cipher.hash('filing-form', canonicalText(content)).toString('hex');
    const request = { regionCode, unionId, previousFileId, form };
    return this.acts.once<FilingApplication, Refusal>(
      viewer,
      'filing.create',
      { key: idempotencyKey, request },
      async (tx) => {
        assertKeepsFiles(tx, regionCode);
        await assertWritesForUnion(tx, unionId, 'unionId', 'filing:write');
        await assertUnionExists(tx, unionId, 'unionId');
        return this.begin(tx, { regionCode, unionId, previousFileId, content });
      },
      (id) => this.filings.get(viewer, id),
    );
  }

  /** Begins an application as a draft within an act, and gives its id; for those who file a household again. */
  async begin(tx: ActTransaction, application: NewApplication): Promise<string> {
    const { regionCode, unionId, previousFileId, content, reason = null } = application;
    assertKeepsFiles(tx, regionCode);
    if (previousFileId !== null) await assertClosedFile(tx, previousFileId);
    const read = readContent({ tx, cipher: this.cipher, saved: [] }, content);
    const id = newId();
    await tx.query(
      `insert into filing_application (id, status, region_code, union_id, previous_file_id, created_by, created_at, version)
       values ($1, 'DRAFT', $2, $3, $4, $5, $6, 1)`,
      [id, regionCode, unionId, previousFileId, tx.viewer.subject, tx.now],
    );
    await this.store(tx, id, read);
    if (previousFileId !== null) await noteRelapse(tx, previousFileId, reason);
    tx.about('FilingApplication', id);
    tx.within(regionCode);
    return id;
  }

  /** Saves a draft or a returned application anew; its whole content is replaced. */
  async save(
    viewer: Viewer,
    { id, expectedVersion, content }: SaveFilingDraftInput,
  ): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:write');
    const refusal = await this.acts.perform<null, Refusal>(viewer, 'filing.save', async (tx) => {
      const { status } = await lockRow<{ status: ApplicationStatus }>(tx, {
        table: 'filing_application',
        entity: 'FilingApplication',
        id,
        expectedVersion,
        columns: 'status, version, region_code',
      });
      if (!OPEN.includes(status)) tx.refuse(new TransitionRefused(filingMachine, status, 'SAVE'));
      // What was kept under a consent that was taken back is not kept on by saving again.
      const saved = await withoutWithdrawnHealth(tx, await currentPersons(tx, id));
      await this.store(tx, id, readContent({ tx, cipher: this.cipher, saved }, content));
      await tx.query('update filing_application set version = version + 1 where id = $1', [id]);
      return null;
    });
    return refusal ?? this.filings.get(viewer, id);
  }

  private async store(tx: ActTransaction, id: string, read: ReadContent): Promise<void> {
    await update(tx, 'filing_application', id, read.columns);
    await tx.query('update filing_person set is_current = false where application_id = $1 and is_current', [id]);
    const ids: string[] = [];
    for (const [ordinal, person] of read.persons.entries()) ids.push(await putPerson(tx, id, ordinal, person));
    await putAmounts(tx, id, read.amounts, ids);
    await recordConsents(tx, id, read.persons, ids);
  }
}

/** A file belongs to a county, or to a city for its own units; to one that existed on the day (I32). */
function assertKeepsFiles(tx: ActTransaction, regionCode: string): void {
  if (regionCode.endsWith('0000') || findRegion(regionCode, tx.today) === null)
    tx.refuse(new RuleBroken('REGION_KEEPS_FILES', 'regionCode', 'Name a county or city that exists on this day.'));
}

/** The old file is one that the viewer keeps: its timeline tells of the relapse. */
async function assertClosedFile(tx: ActTransaction, previousFileId: string): Promise<void> {
  const [file] = isUuid(previousFileId)
    ? await tx.query<{ open: boolean }[]>(
        'select is_active_file(status) as open from household where id = $1 and region_code like any($2::text[])',
        [previousFileId, writePatterns(tx.viewer)],
      )
    : [];
  if (!file || file.open)
    tx.refuse(
      new RuleBroken('PREVIOUS_FILE_CLOSED', 'previousFileId', 'Name the closed file of the household that relapsed.'),
    );
}

/** The old file tells that its household is back; a temporary one tells when it becomes the filed one. */
async function noteRelapse(tx: ActTransaction, previousFileId: string, reason: string | null): Promise<void> {
  await tx.query(
    `insert into file_event (id, household_id, kind, happened_at, actor_id, note)
     select $1, h.id, 'RELAPSED', $3, $4, $5 from household h where h.id = $2 and h.status <> 'TEMPORARY'`,
    [newId(), previousFileId, tx.now, tx.viewer.subject, reason],
  );
  tx.about('Household', previousFileId);
}

async function update(tx: ActTransaction, table: string, id: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const sets = names.map((name, at) => `${name} = $${at + 2}`).join(', ');
  await tx.query(`update ${table} set ${sets} where id = $1`, [id, ...Object.values(columns)]);
}

/** A person known by its ID number, or saved before, keeps its row and its consents; others get one. */
async function putPerson(
  tx: ActTransaction,
  applicationId: string,
  ordinal: number,
  person: ReadPerson,
): Promise<string> {
  const { savedId, hash, columns } = person;
  const [known] = await tx.query<{ id: string }[]>(
    `select id from filing_person where application_id = $1 and (id_number_hash = $2 or id = $3::uuid)
     order by id_number_hash = $2 desc limit 1`,
    [applicationId, hash, savedId],
  );
  const values = { ...columns, ordinal, is_current: true };
  if (known) {
    await update(tx, 'filing_person', known.id, values);
    return known.id;
  }
  const all: Columns = { id: newId(), application_id: applicationId, ...values };
  const places = Object.keys(all).map((_name, at) => `$${at + 1}`);
  await tx.query(
    `insert into filing_person (${Object.keys(all).join(', ')}) values (${places.join(', ')})`,
    Object.values(all),
  );
  return String(all['id']);
}

/** One row per place in the list; places that are no longer used stay, not current. */
async function putAmounts(
  tx: ActTransaction,
  applicationId: string,
  amounts: FilingContentInput['amounts'],
  personIds: readonly string[],
): Promise<void> {
  await tx.query('update filing_amount set is_current = false where application_id = $1 and ordinal >= $2', [
    applicationId,
    amounts.length,
  ]);
  if (amounts.length === 0) return;
  const columns = [
    amounts.map(() => newId()),
    amounts.map((_amount, at) => at),
    amounts.map(({ personIndex }) => (personIndex == null ? null : (personIds[personIndex] ?? null))),
    amounts.map(({ kind }) => kind),
    amounts.map(({ amount }) => amount.toString()),
    amounts.map(({ note }, at) => readOptionalText(note, `content.amounts.${at}.note`, 200)),
  ];
  await tx.query(
    `insert into filing_amount (id, application_id, ordinal, is_current, person_id, kind, amount_fen, note)
     select l.id, $1, l.ordinal, true, l.person_id, l.kind, l.amount_fen, l.note
     from unnest($2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::bigint[], $7::text[]) l (id, ordinal, person_id, kind, amount_fen, note)
     on conflict on constraint filing_amount_application_id_ordinal_unique do update set is_current = true,
       person_id = excluded.person_id, kind = excluded.kind, amount_fen = excluded.amount_fen, note = excluded.note`,
    [applicationId, ...columns],
  );
}
