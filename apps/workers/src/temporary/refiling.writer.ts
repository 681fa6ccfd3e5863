import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, rowMapping } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { FileStatus } from '@nuan/kernel';

import type { FilingApplication } from '../filing/filing-application.entity';
import type { FilingContentInput } from '../filing/filing-content.input';
import type { FilingDraftWriter } from '../filing/filing-draft.writer';
import type { FilingPersonInput } from '../filing/filing-person.input';
import type { FilingService } from '../filing/filing.service';
import { lockFile } from '../household/file-change';
import type { Household } from '../household/household.entity';
import { reasonOf } from '../household/plain-text';
import { MigrantEvidence, MigrantEvidenceKind } from '../migrant/migrant-evidence.entity';
import { Student } from '../student/student.entity';
import { HealthStatus } from '../worker/health-status';
import { Worker } from '../worker/worker.entity';
import type { FileAgainInput } from './temporary-file.inputs';

const workers = rowMapping(Worker, 'w');
const students = rowMapping(Student, 's');
const evidence = rowMapping(MigrantEvidence, 'e');

type Rows = Record<string, unknown>[];
type SealedWorker = Worker & { readonly idNumber: Buffer | null; readonly phone: Buffer | null };

/** Files a household again (返困建档、临时档转建档): an application is begun with what the old file holds and names it. */
export class RefilingWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
    private readonly drafts: FilingDraftWriter,
    private readonly filings: FilingService,
  ) {}

  /**
   * Begins the application of a household that relapsed after its exit. The old file stays as it is, and the new one will name it.
   *
   * @throws ForbiddenError when the viewer may not file. NotFoundError outside its regions.
   */
  relapse(viewer: Viewer, input: FileAgainInput): Promise<FilingApplication | Refusal> {
    return this.begin(viewer, 'household.relapse', input, (tx, file) => {
      if (file.status !== FileStatus.EXITED && file.status !== FileStatus.CLOSED)
        tx.refuse(
          new RuleBroken('RELAPSE_AFTER_EXIT', 'id', 'A household relapses after it left out of hardship.', {
            status: file.status,
          }),
        );
    });
  }

  /**
   * Begins the application by which a temporary file becomes a filed one; until it is recorded the file stays temporary.
   *
   * @throws ForbiddenError when the viewer may not file. NotFoundError outside its regions.
   */
  convert(viewer: Viewer, input: FileAgainInput): Promise<FilingApplication | Refusal> {
    return this.begin(viewer, 'temporary.convert', input, (tx, file) => {
      if (file.status !== FileStatus.TEMPORARY)
        tx.refuse(
          new RuleBroken('FILE_TEMPORARY', 'id', 'Only a temporary file is turned into a filed one.', {
            status: file.status,
          }),
        );
    });
  }

  private async begin(
    viewer: Viewer,
    action: string,
    { idempotencyKey: key, ...request }: FileAgainInput,
    check: (tx: ActTransaction, file: Household) => void,
  ): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:write');
    return this.acts.once<FilingApplication, Refusal>(
      viewer,
      action,
      { key, request },
      async (tx) => {
        const file = await lockFile(tx, request.id, request.expectedVersion);
        const reason = reasonOf(tx, request.reason);
        if (file.erasedOn !== null)
          tx.refuse(
            new RuleBroken('FILE_ERASED', 'id', 'The data of this file was erased: fill in a new application.'),
          );
        check(tx, file);
        await assertNotUnderWay(tx, file.id);
        tx.note({ reason });
        const content = await this.contentOf(tx, file);
        const { regionCode, unionId } = file;
        return this.drafts.begin(tx, { regionCode, unionId, previousFileId: file.id, content, reason });
      },
      (id) => this.filings.get(viewer, id),
    );
  }

  /** What the old file holds, as a form to be checked and completed. Means, declarations and illness are declared anew. */
  private async contentOf(tx: ActTransaction, file: Household): Promise<FilingContentInput> {
    const [sealed] = await tx.query<{ address_sealed: Buffer | null; bank_account_sealed: Buffer | null }[]>(
      'select address_sealed, bank_account_sealed from household where id = $1',
      [file.id],
    );
    const people = await this.persons(tx, file.id);
    const head = people.find(({ id }) => id === file.headId);
    const account = sealed?.bank_account_sealed ?? null;
    const { bankName, bankAccountKind } = file;
    return {
      tier: file.tier,
      keyGroup: file.keyGroup,
      primaryCause: file.primaryCause,
      secondaryCauses: file.secondaryCauses,
      otherCause: file.otherCause,
      isAccidental: false,
      canHelpItself: file.canHelpItself,
      housing: file.housingType === null ? null : { type: file.housingType, areaM2: file.housingAreaM2 },
      address: sealed?.address_sealed ? this.cipher.open(sealed.address_sealed) : null,
      account:
        account === null || bankName === null || bankAccountKind === null || head === undefined
          ? null
          : { bankName, kind: bankAccountKind, accountNumber: this.cipher.open(account), holderName: head.name },
      persons: await this.personInputs(tx, people),
      amounts: [],
      declaration: {
        homesOwned: 0,
        runsBusiness: false,
        hasCostlySchooling: false,
        keepsVehicle: false,
        isIdleWithoutReason: false,
      },
    };
  }

  private async persons(tx: ActTransaction, householdId: string): Promise<SealedWorker[]> {
    const rows = await tx.query<Rows>(
      `select ${workers.columns}, w.id_number_sealed, w.phone_sealed from worker w
       where w.household_id = $1 and w.id_number_sealed is not null order by w.relation <> 'HEAD', w.id`,
      [householdId],
    );
    return rows.map((row) =>
      Object.assign(workers.map(row), {
        idNumber: row['id_number_sealed'] as Buffer | null,
        phone: row['phone_sealed'] as Buffer | null,
      }),
    );
  }

  private async personInputs(tx: ActTransaction, people: readonly SealedWorker[]): Promise<FilingPersonInput[]> {
    const ids = people.map(({ id }) => id);
    const [studies, papers] = [
      await tx.query<Rows>(
        `select ${students.columns} from student s where s.worker_id = any($1::uuid[]) and s.ended_on is null`,
        [ids],
      ),
      await tx.query<Rows>(
        `select ${evidence.columns} from migrant_evidence e where e.worker_id = any($1::uuid[]) and e.withdrawn_at is null order by e.from_on`,
        [ids],
      ),
    ];
    const studyOf = new Map(studies.map(students.map).map((study) => [study.personId, study]));
    const allPapers = papers.map(evidence.map);
    return people.map((person) =>
      this.personInput(
        person,
        studyOf.get(person.id),
        allPapers.filter(({ workerId }) => workerId === person.id),
      ),
    );
  }

  private personInput(
    person: SealedWorker,
    study: Student | undefined,
    papers: readonly MigrantEvidence[],
  ): FilingPersonInput {
    const since = (kind: MigrantEvidenceKind): string | null =>
      papers.find((paper) => paper.kind === kind)?.fromOn ?? null;
    const permit = since(MigrantEvidenceKind.RESIDENCE_PERMIT);
    const { level, schoolName, enrolledYear, programmeYears } = study ?? {};
    const contractFrom = since(MigrantEvidenceKind.CONTRACT);
    const contractUntil = person.contractUntilOn;
    return {
      relation: person.relation as FilingPersonInput['relation'],
      name: person.name,
      idNumber: person.idNumber === null ? null : this.cipher.open(person.idNumber),
      phone: person.phone === null ? null : this.cipher.open(person.phone),
      employmentStatus: person.employmentStatus,
      occupationGroup: person.occupationGroup,
      employerId: person.employerId,
      health: HealthStatus.GOOD,
      modelWorkerLevel: person.modelWorkerLevel,
      unionMember: person.isUnionMember,
      contractFrom:
        contractUntil !== null && contractFrom !== null && contractUntil < contractFrom ? null : contractFrom,
      contractUntil,
      migrant: person.isMigrant
        ? {
            hasResidencePermit: permit !== null,
            residentSince: permit,
            employedSince: since(MigrantEvidenceKind.FACTUAL_RELATION),
          }
        : null,
      diversion: person.diversion,
      study: level === undefined ? null : { level, school: schoolName, enrolledYear, programmeYears },
      consents: [],
    };
  }
}

/** One application at a time files a household again. */
async function assertNotUnderWay(tx: ActTransaction, previousFileId: string): Promise<void> {
  const found = await tx.query<unknown[]>(
    `select id from filing_application where previous_file_id = $1 and status not in ('REJECTED','WITHDRAWN')`,
    [previousFileId],
  );
  if (found.length > 0)
    tx.refuse(
      new RuleBroken('APPLICATION_UNDER_WAY', 'id', 'An application of this household has been begun already.'),
    );
}
