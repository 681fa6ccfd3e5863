import { assertCan, type Viewer } from '@nuan/auth';
import { isUniqueViolation, rowMapping } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import { reasonOf } from '../household/plain-text';
import type { DecideErasureInput, RefuseErasureInput, RequestErasureInput } from './erasure.inputs';
import { ErasureBar, ErasureRequest } from './erasure-request.entity';
import { erasureRequestMachine } from './erasure-request.machine';
import type { ErasureRequestService } from './erasure-request.service';
import { ErasureGround } from './erasure-request-state';

/** One request of a person is open at a time: the constraint decides. */
export const UNIQUE_OPEN_ERASURE = 'erasure_request_worker_id_open_unique';

const rows = rowMapping(ErasureRequest, 'e');

type Event = 'EXECUTE' | 'REFUSE' | 'WITHDRAW';

/**
 * Takes down requests to be erased and decides them (个人信息清除). Granting one erases in the same act: the person's data here, and, by
 * the change feed, what other subgraphs added. Money, its records and the audit stay as they were, by ids.
 */
export class ErasureWriter {
  constructor(
    private readonly acts: Acts,
    private readonly requests: ErasureRequestService,
  ) {}

  /**
   * Takes a request down. It is taken down even where a ground bars it: the person has a right to an answer with its reason.
   *
   * @throws ForbiddenError when the viewer may not. NotFoundError outside its write regions.
   */
  async request(viewer: Viewer, input: RequestErasureInput): Promise<ErasureRequest | Refusal> {
    assertCan(viewer, 'erasure:request');
    const { idempotencyKey: key, ...request } = input;
    try {
      return await this.acts.once<ErasureRequest, Refusal>(
        viewer,
        'erasure.request',
        { key, request },
        (tx) => insertRequest(tx, input),
        (id) => this.requests.get(viewer, id),
      );
    } catch (error) {
      if (isUniqueViolation(error, UNIQUE_OPEN_ERASURE))
        return new RuleBroken(
          'ERASURE_UNDER_WAY',
          'workerId',
          'Another request of this person waits for its decision.',
        );
      throw error;
    }
  }

  /**
   * Grants a request and erases the person. Refused as ERASURE_BARRED while a legal ground holds.
   *
   * @throws ForbiddenError when the viewer may not decide. NotFoundError outside its write regions.
   */
  execute(viewer: Viewer, input: DecideErasureInput): Promise<ErasureRequest | Refusal> {
    return this.decide(viewer, input, 'EXECUTE', async (tx, request, opinion) => {
      const bar = await barOf(tx, request.workerId);
      if (bar !== null)
        tx.refuse(
          new RuleBroken('ERASURE_BARRED', 'id', 'The law keeps the data of this person: refuse the request.', {
            ground: bar.ground,
            keptUntilOn: bar.keptUntilOn ?? '',
          }),
        );
      const decided = await save(tx, request, 'EXECUTED', opinion, null);
      await tx.query('select erase_person($1, $2)', [request.workerId, tx.today]);
      return decided;
    });
  }

  /**
   * Refuses a request, with the ground that the program knows, or another duty that the reason names.
   *
   * @throws ForbiddenError when the viewer may not decide. NotFoundError outside its write regions.
   */
  refuse(viewer: Viewer, input: RefuseErasureInput): Promise<ErasureRequest | Refusal> {
    return this.decide(viewer, input, 'REFUSE', async (tx, request, opinion) => {
      const known = await barOf(tx, request.workerId);
      if (known === null && input.ground !== ErasureGround.OTHER_DUTY)
        tx.refuse(
          new RuleBroken('GROUND_REQUIRED', 'ground', 'No ground bars this erasure: grant it, or name the duty.'),
        );
      const bar = known ?? new ErasureBar(ErasureGround.OTHER_DUTY, null);
      tx.note({ ground: bar.ground });
      return save(tx, request, 'REFUSED', opinion, bar);
    });
  }

  /**
   * Takes a request back, as the person wishes.
   *
   * @throws ForbiddenError when the viewer may not. NotFoundError outside its write regions.
   */
  withdraw(viewer: Viewer, input: DecideErasureInput): Promise<ErasureRequest | Refusal> {
    return this.decide(viewer, input, 'WITHDRAW', (tx, request, opinion) =>
      save(tx, request, 'WITHDRAWN', opinion, null),
    );
  }

  private async decide(
    viewer: Viewer,
    input: DecideErasureInput,
    event: Event,
    effect: (tx: ActTransaction, request: ErasureRequest, opinion: string) => Promise<ErasureRequest>,
  ): Promise<ErasureRequest | Refusal> {
    assertCan(viewer, event === 'WITHDRAW' ? 'erasure:request' : 'erasure:decide');
    return this.acts.perform<ErasureRequest, Refusal>(viewer, `erasure.${event.toLowerCase()}`, async (tx) => {
      await moveState(tx, {
        table: 'erasure_request',
        id: input.id,
        column: 'state',
        machine: erasureRequestMachine,
        event,
        expectedVersion: input.expectedVersion,
      });
      const request = await readRequest(tx, input.id);
      if (event !== 'WITHDRAW' && request.requestedBy === viewer.subject)
        tx.refuse(new RuleBroken('FOUR_EYES', 'id', 'Who took a request down does not decide it.'));
      const opinion = reasonOf(tx, input.opinion, 'opinion');
      tx.about('Worker', request.workerId);
      return effect(tx, request, opinion);
    });
  }
}

async function insertRequest(tx: ActTransaction, input: RequestErasureInput): Promise<string> {
  const wish = reasonOf(tx, input.wish, 'wish');
  const person = await lockRow<{ region_code: string; erased_on: string | null }>(tx, {
    table: 'worker',
    entity: 'Worker',
    id: input.workerId,
    expectedVersion: null,
    columns: 'region_code, erased_on',
  });
  if (person.erased_on !== null)
    tx.refuse(new RuleBroken('PERSON_ERASED', 'workerId', 'The data of this person was erased already.'));
  const id = newId();
  await tx.query(
    `insert into erasure_request (id, worker_id, region_code, state, wish, requested_by, requested_at, version)
     values ($1, $2, $3, 'REQUESTED', $4, $5, $6, 1)`,
    [id, input.workerId, person.region_code, wish, tx.viewer.subject, tx.now],
  );
  tx.about('ErasureRequest', id);
  return id;
}

async function barOf(tx: ActTransaction, workerId: string): Promise<ErasureBar | null> {
  const [bar] = await tx.query<{ ground: ErasureGround; until: string | null }[]>(
    'select ground, kept_until_on as until from erasure_bar($1, $2)',
    [workerId, tx.today],
  );
  return bar ? new ErasureBar(bar.ground, bar.until) : null;
}

async function readRequest(tx: ActTransaction, id: string): Promise<ErasureRequest> {
  const [row] = await tx.query<Record<string, unknown>[]>(
    `select ${rows.columns} from erasure_request e where e.id = $1`,
    [id],
  );
  return rows.map(row ?? {});
}

async function save(
  tx: ActTransaction,
  { id }: ErasureRequest,
  state: string,
  opinion: string,
  bar: ErasureBar | null,
): Promise<ErasureRequest> {
  const [found] = await tx.query<[Record<string, unknown>[], number]>(
    `update erasure_request e set state = $2, opinion = $3, ground = $4, kept_until_on = $5, decided_by = $6, decided_at = $7,
       version = e.version + 1 where e.id = $1 returning ${rows.columns}`,
    [id, state, opinion, bar?.ground ?? null, bar?.keptUntilOn ?? null, tx.viewer.subject, tx.now],
  );
  return rows.map(found[0] ?? {});
}
