import { assertCan, type Viewer } from '@nuan/auth';
import { type FieldCipher, maskPhone, HASH_DOMAIN } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, yearOf } from '@nuan/kernel';

import { FileEventKind } from '../household/file-event-kind';
import { Disability } from './disability';
import { EmploymentStatus } from './employment-status';
import { HealthStatus } from './health-status';
import { HouseholdRelation } from './household-relation';
import { lockPerson, savePerson } from './person-change';
import { readPhone } from './plain-text';
import type { Worker } from './worker.entity';
import type {
  ChangeHealthInput,
  ChangePhoneInput,
  ChangeWorkInput,
  SetModelWorkerLevelInput,
} from './worker-write.inputs';

/** Age below which a guardian consents for a child. Source: Personal Information Protection Law, art. 31. */
export const GUARDIAN_AGE = 14;

/** Writes what is known of a person: work, phone, health, honour. What is private is sealed, and asked for only under its consent. */
export class WorkerWriter {
  constructor(
    private readonly acts: Acts,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Changes the work of a person. The file follows: its employer is the head's, and it has no zero employment when a member works.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async changeWork(viewer: Viewer, input: ChangeWorkInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.changeWork', async (tx) => {
      const { person, reason } = await lockPerson(tx, input);
      const columns = workColumns(input);
      if (Object.keys(columns).length === 0)
        tx.refuse(new RuleBroken('NOTHING_TO_CHANGE', 'id', 'Name at least one fact to change.'));
      if (typeof input.employerId === 'string') await assertEmployerKnown(tx, input.employerId);
      const employerId = input.employerId === undefined ? person.employerId : input.employerId;
      const diversion = input.diversion === undefined ? person.diversion : input.diversion;
      if (diversion !== null && employerId === null)
        tx.refuse(
          new RuleBroken('DIVERSION_NEEDS_EMPLOYER', 'employerId', 'A diverted worker was diverted by an employer.'),
        );
      tx.note({ changed: Object.keys(columns) });
      const changed = await savePerson(tx, person, columns, { kind: FileEventKind.WORK_CHANGED, note: reason });
      await followWork(tx, changed);
      return changed;
    });
  }

  /**
   * Sets or clears the phone of a person.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions. InvalidInputError for a wrong or masked number.
   */
  async changePhone(viewer: Viewer, input: ChangePhoneInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    // Left out is taken away, like null.
    const given = input.phone ?? null;
    const phone = given === null ? null : readPhone(given, 'phone');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.changePhone', async (tx) => {
      const { person, reason } = await lockPerson(tx, input);
      const columns = {
        phone_mask: phone === null ? null : maskPhone(phone),
        phone_sealed: phone === null ? null : this.cipher.seal(phone),
        phone_hash: phone === null ? null : this.cipher.hash(HASH_DOMAIN.phone, phone),
      };
      return savePerson(tx, person, columns, { kind: FileEventKind.PERSON_CHANGED, note: reason });
    });
  }

  /**
   * Sets the health and disability of a person. Only under a separate consent that holds: the person's own, or for a child under
   * 14 the guardian's. What is good is not kept at all. A disability that isn't spoken of stays, since whoever writes sees only a mask.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async changeHealth(viewer: Viewer, input: ChangeHealthInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.changeHealth', async (tx) => {
      const { person, reason } = await lockPerson(tx, input);
      const isGood = input.health === HealthStatus.GOOD;
      const disability = this.disabilityAfter(person, input);
      if (!isGood || disability !== null) await assertHealthConsent(tx, person);
      const columns = { health_sealed: isGood ? null : this.cipher.seal(input.health), disability_sealed: disability };
      return savePerson(tx, person, columns, { kind: FileEventKind.PERSON_CHANGED, note: reason });
    });
  }

  /**
   * Sets or clears the honour level of a model worker; a file is a model worker's when its head is one.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async setModelWorkerLevel(viewer: Viewer, input: SetModelWorkerLevelInput): Promise<Worker | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<Worker, Refusal>(viewer, 'person.setModelWorkerLevel', async (tx) => {
      const { person, reason } = await lockPerson(tx, input);
      tx.note({ before: person.modelWorkerLevel, after: input.level });
      const columns = { model_worker_level: input.level };
      const changed = await savePerson(tx, person, columns, { kind: FileEventKind.PERSON_CHANGED, note: reason });
      if (person.relation === HouseholdRelation.HEAD)
        await tx.query(
          `update household set is_model_worker = $2, version = version + 1, changed_at = $3 where id = $1 and is_model_worker <> $2`,
          [person.householdId, input.level !== null, tx.now],
        );
      return changed;
    });
  }

  private disabilityAfter({ disabilitySealed }: Worker, { disability }: ChangeHealthInput): Buffer | null {
    if (disability === undefined) return disabilitySealed;
    return disability && this.cipher.seal(new Disability(disability.kind, disability.grade).toString());
  }
}

function workColumns(input: ChangeWorkInput): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  if (input.employmentStatus !== undefined && input.employmentStatus !== null)
    columns['employment_status'] = input.employmentStatus;
  if (input.occupationGroup !== undefined) columns['occupation_group'] = input.occupationGroup;
  if (input.employerId !== undefined) columns['employer_id'] = input.employerId;
  if (input.contractUntil !== undefined) columns['contract_until_on'] = input.contractUntil;
  if (input.unionMember !== undefined && input.unionMember !== null) columns['is_union_member'] = input.unionMember;
  if (input.diversion !== undefined) columns['diversion'] = input.diversion;
  return columns;
}

async function assertEmployerKnown(tx: ActTransaction, employerId: string): Promise<void> {
  const known = isUuid(employerId)
    ? await tx.query<unknown[]>('select id from enterprise_projection where id = $1', [employerId])
    : [];
  if (known.length === 0)
    tx.refuse(new RuleBroken('EMPLOYER_KNOWN', 'employerId', 'No enterprise with this id is known here.'));
}

async function followWork(tx: ActTransaction, person: Worker): Promise<void> {
  if (person.householdId === null) return;
  const isHead = person.relation === HouseholdRelation.HEAD;
  const works =
    person.employmentStatus === EmploymentStatus.ON_POST || person.employmentStatus === EmploymentStatus.MIGRANT;
  await tx.query(
    `update household set employer_id = case when $2 then $3 else employer_id end, is_zero_employment = is_zero_employment and not $4,
       version = version + 1, changed_at = $5
     where id = $1 and ($2 and employer_id is distinct from $3::uuid or $4 and is_zero_employment)`,
    [person.householdId, isHead, person.employerId, works, tx.now],
  );
}

async function assertHealthConsent(tx: ActTransaction, person: Worker): Promise<void> {
  const isChild = person.birthYear !== null && yearOf(tx.today) - person.birthYear <= GUARDIAN_AGE;
  const found = await tx.query<unknown[]>(
    `select id from consent where worker_id = $1 and purpose = 'HEALTH_DATA' and withdrawn_at is null
       and given_at <= $2 and ($3 = false or guardian_id is not null) limit 1`,
    [person.id, tx.now, isChild],
  );
  if (found.length === 0)
    tx.refuse(
      new RuleBroken(
        'CONSENT_REQUIRED',
        'health',
        'Illness and disability are kept only under a consent for health data; for a child under 14 the guardian gives it.',
      ),
    );
}
