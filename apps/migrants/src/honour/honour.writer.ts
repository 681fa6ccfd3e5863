import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import type { Honour } from './honour.entity';
import type { HonourService } from './honour.service';
import type { HonourNomination } from './honour-nomination.entity';
import { honourNominationMachine } from './honour-nomination.machine';
import type { HonourNominationService } from './honour-nomination.service';
import type { DecideHonourInput, GrantRestStayInput, NominateHonourInput } from './honour-write.inputs';
import type { NominationState } from './nomination-state';

type NominationEvent = (typeof honourNominationMachine.transitions)[number]['event'];

interface LockedNomination {
  readonly kind: string;
  readonly edition: number;
  readonly name: string;
  readonly worker_id: string;
  readonly region_code: string;
  readonly nominated_by: string;
}

interface LockedHonour {
  /** Null for a team's. */
  readonly worker_id: string | null;
  readonly awarded_on: string;
  readonly rest_stay: boolean;
}

/** Writes honours (荣誉): proposed by one person, decided by another, with the rest stay that may follow. */
export class HonourWriter {
  constructor(
    private readonly acts: Acts,
    private readonly honours: HonourService,
    private readonly nominations: HonourNominationService,
  ) {}

  /**
   * Proposes a migrant worker for an honour, once per edition.
   *
   * @throws NotFoundError when the person is unknown or outside the viewer's write regions.
   */
  async nominate(
    viewer: Viewer,
    { idempotencyKey, ...input }: NominateHonourInput,
  ): Promise<HonourNomination | Refusal> {
    assertCan(viewer, 'honour:write');
    return this.acts.once<HonourNomination, Refusal>(
      viewer,
      'honour.nominate',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const regionCode = await regionOfMigrant(tx, input.personId);
        const given = 'select 1 from honour where kind = $1 and edition = $2 and worker_id = $3';
        const { kind, edition, personId } = input;
        const known = await beyondRegions('a person may have been honoured in another county', () =>
          tx.query<unknown[]>(given, [kind, edition, personId]),
        );
        if (known.length > 0) refuseTwice(tx);
        const id = await insertNomination(tx, input, regionCode);
        tx.about('HonourNomination', id);
        tx.within(regionCode);
        tx.note({ kind, edition });
        return id;
      },
      (id) => this.nominations.written(viewer, id),
    );
  }

  /**
   * Decides on a nomination: gives the honour today, or declines with a reason. Who proposed does not decide (FOUR_EYES).
   *
   * @throws NotFoundError when the nomination is unknown or outside the viewer's write regions.
   */
  async decide(viewer: Viewer, input: DecideHonourInput): Promise<HonourNomination | Refusal> {
    assertCan(viewer, 'honour:write');
    const { id, expectedVersion, award, reason } = input;
    const event = award ? 'AWARD' : 'DECLINE';
    const outcome = await this.acts.perform<string, Refusal>(viewer, `honour.${event.toLowerCase()}`, async (tx) => {
      const target = { table: 'honour_nomination', id, expectedVersion, machine: honourNominationMachine, event };
      const { row, to } = await moveState<LockedNomination, NominationState, NominationEvent>(tx, {
        ...target,
        event,
        column: 'state',
      });
      if (row.nominated_by === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who proposed a person does not decide on the honour.'));
      if (!award && !reason) tx.refuse(new RuleBroken('REASON_REQUIRED', 'reason', 'Say why the honour is not given.'));
      const honourId = award ? await insertHonour(tx, row, input.labourMedal) : null;
      await tx.query(
        `update honour_nomination set state = $2, decided_by = $3, decided_on = $4, honour_id = $5, version = version + 1 where id = $1`,
        [id, to, viewer.subject, tx.today, honourId],
      );
      if (reason) tx.note({ reason });
      return id;
    });
    return typeof outcome === 'string' ? this.nominations.written(viewer, outcome) : outcome;
  }

  /**
   * Grants the rest stay that comes with an honour, with its days; once. A team is nobody's member: its honour is of the region.
   *
   * @throws ForbiddenError for a team's honour when the viewer writes for some unions only.
   * @throws NotFoundError when the honour is unknown or outside the viewer's write regions.
   */
  async grantRestStay(viewer: Viewer, input: GrantRestStayInput): Promise<Honour | Refusal> {
    assertCan(viewer, 'honour:write');
    const { id, expectedVersion, from, to } = input;
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'honour.grantRestStay', async (tx) => {
      const row = await lockRow<LockedHonour>(tx, {
        ...{ table: 'honour', entity: 'Honour', id, expectedVersion },
        columns: 'worker_id, awarded_on::text, rest_stay, version, region_code',
      });
      if (row.worker_id === null) assertWritesForRegion(viewer, 'honour:write');
      if (row.rest_stay)
        tx.refuse(new RuleBroken('REST_STAY_GRANTED', 'id', 'A rest stay came with this honour already.'));
      if (from < row.awarded_on || to < from) {
        const message = 'A rest stay begins on or after the day of the honour, and ends after it begins.';
        tx.refuse(new RuleBroken('REST_STAY_DISORDERED', 'from', message, { awardedOn: row.awarded_on }));
      }
      await tx.query(
        'update honour set rest_stay = true, rest_stay_from = $2, rest_stay_to = $3, version = version + 1 where id = $1',
        [id, from, to],
      );
      tx.note({ from, to });
      return id;
    });
    return typeof outcome === 'string' ? this.honours.written(viewer, outcome) : outcome;
  }
}

async function regionOfMigrant(tx: ActTransaction, personId: string): Promise<string> {
  const [person] = await tx.query<{ region_code: string; is_migrant: boolean }[]>(
    'select region_code, is_migrant from worker_projection where id = $1 and region_code like any($2::text[])',
    [personId, writePatterns(tx.viewer)],
  );
  if (!person) throw new NotFoundError('Worker', personId);
  tx.about('Worker', personId);
  if (!person.is_migrant)
    tx.refuse(new RuleBroken('NOT_A_MIGRANT_WORKER', 'personId', 'This honour is for migrant workers.'));
  return person.region_code;
}

/** The unique index decides between two officers who propose the same person at once. */
async function insertNomination(
  tx: ActTransaction,
  { kind, edition, name, personId }: Omit<NominateHonourInput, 'idempotencyKey'>,
  regionCode: string,
): Promise<string> {
  const id = newId();
  try {
    await tx.query(
      `insert into honour_nomination (id, kind, edition, name, worker_id, region_code, state, nominated_by, nominated_on)
       values ($1, $2, $3, $4, $5, $6, '${honourNominationMachine.initial}', $7, $8)`,
      [id, kind, edition, name, personId, regionCode, tx.viewer.subject, tx.today],
    );
  } catch (error) {
    if (isUniqueViolation(error, 'honour_nomination_standing_unique')) refuseTwice(tx);
    throw error;
  }
  return id;
}

async function insertHonour(tx: ActTransaction, row: LockedNomination, labourMedal: boolean): Promise<string> {
  const id = newId();
  const sql = `insert into honour (id, kind, edition, name, worker_id, region_code, awarded_on, labour_medal, rest_stay)
     values ($1, $2, $3, $4, $5, $6, $7, $8, false)`;
  try {
    await tx.query(sql, [id, row.kind, row.edition, row.name, row.worker_id, row.region_code, tx.today, labourMedal]);
  } catch (error) {
    // One that was entered since the nomination; it may lie beyond what the caller sees.
    if (isUniqueViolation(error, 'honour_kind_edition_worker_id_unique')) refuseTwice(tx, 'id');
    throw error;
  }
  tx.about('Honour', id);
  tx.about('Worker', row.worker_id);
  return id;
}

function refuseTwice(tx: ActTransaction, field = 'personId'): never {
  const message = 'This person was proposed for this edition, or has the honour.';
  return tx.refuse(new RuleBroken('ALREADY_NOMINATED', field, message));
}
