import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { DeliveryMode, newId } from '@nuan/kernel';

import { ReturnKind } from './return-kind';
import type { ReturnService } from './return-service.entity';
import type { ReturnServiceService } from './return-service.service';
import type { LockedReturn } from './return-service.writer';
import type {
  BuyGroupTicketsInput,
  RequestTravelSubsidiesInput,
  TravelSubsidyInput,
} from './return-service-write.inputs';
import { ReturnStatus } from './return-status';

const BUY = `update return_service set seats = coalesce(seats, 0) + $2, subsidy_fen = coalesce(subsidy_fen, 0) + $3, version = version + 1
where id = $1`;
const REQUEST = `insert into travel_subsidy_request (id, return_service_id, worker_id, region_code, amount_fen, mode, requested_on)
select n.id, $1, n.worker_id, $2, n.amount_fen, n.mode, $3 from unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::text[]) n(id, worker_id, amount_fen, mode)`;
/** How a subsidy is paid: to an account of who travels. Assistance holds its payments to the same. */
const BY_ACCOUNT: readonly DeliveryMode[] = [DeliveryMode.BANK_CARD, DeliveryMode.PASSBOOK];

/** Buys group tickets (团体车票) and asks assistance to pay travel subsidies (交通补贴). */
export class ReturnPurchaseWriter {
  constructor(
    private readonly acts: Acts,
    private readonly returns: ReturnServiceService,
  ) {}

  /**
   * Records a purchase of tickets: the service's seats and money are the sums of its purchases.
   *
   * @throws ForbiddenError for a viewer that writes for some unions only: the tickets are the region's.
   * @throws NotFoundError when the service is unknown or outside the viewer's write regions.
   */
  async buy(viewer: Viewer, { idempotencyKey, ...input }: BuyGroupTicketsInput): Promise<ReturnService | Refusal> {
    assertCan(viewer, 'returnService:write');
    assertWritesForRegion(viewer, 'returnService:write');
    const { returnServiceId: id, tickets, price, carrier } = input;
    return this.acts.once<ReturnService, Refusal>(
      viewer,
      'return.buyTickets',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const service = await lockOpen(tx, id, ReturnKind.GROUP_TICKET);
        assertPositive(tx, price, 'price');
        const total = price * BigInt(tickets);
        await tx.query(
          `insert into group_ticket_purchase (id, return_service_id, region_code, carrier, tickets, price_fen, bought_on)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [newId(), id, service.region_code, carrier, tickets, price, tx.today],
        );
        await tx.query(BUY, [id, tickets, total]);
        tx.note({ tickets, priceFen: String(price), totalFen: String(total) });
        return id;
      },
      (made) => this.returns.written(viewer, made),
    );
  }

  /**
   * Asks for travel subsidies, one per person; assistance learns of them from the change feed and pays them by card.
   *
   * @throws NotFoundError when the service or a person is unknown or outside the viewer's write regions.
   */
  async request(
    viewer: Viewer,
    { idempotencyKey, ...input }: RequestTravelSubsidiesInput,
  ): Promise<ReturnService | Refusal> {
    assertCan(viewer, 'returnService:write');
    const { returnServiceId: id, subsidies } = input;
    return this.acts.once<ReturnService, Refusal>(
      viewer,
      'return.requestSubsidies',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const service = await lockOpen(tx, id, ReturnKind.TRANSPORT_SUBSIDY);
        for (const [at, { amount, mode }] of subsidies.entries()) {
          assertPositive(tx, amount, `subsidies.${String(at)}.amount`);
          assertByAccount(tx, mode ?? DeliveryMode.BANK_CARD, `subsidies.${String(at)}.mode`);
        }
        const workers = subsidies.map(({ personId }) => personId);
        await assertPersonsKnown(tx, workers);
        await insertRequests(tx, id, service.region_code, subsidies);
        const total = subsidies.reduce((sum, { amount }) => sum + amount, 0n);
        await tx.query('update return_service set version = version + 1 where id = $1', [id]);
        tx.about('Worker', workers);
        tx.note({ persons: workers.length, totalFen: String(total) });
        return id;
      },
      (made) => this.returns.written(viewer, made),
    );
  }
}

async function lockOpen(tx: ActTransaction, id: string, kind: ReturnKind): Promise<LockedReturn> {
  const target = { table: 'return_service', entity: 'ReturnService', id, expectedVersion: null };
  const row = await lockRow<LockedReturn>(tx, target);
  if (row.kind !== kind || row.status !== ReturnStatus.OPEN) {
    const message = `This is done of an open service of the kind ${kind}.`;
    tx.refuse(new RuleBroken('RETURN_NOT_OPEN', 'returnServiceId', message, { kind: row.kind, status: row.status }));
  }
  return row;
}

function assertPositive(tx: ActTransaction, amount: bigint, field: string): void {
  if (amount <= 0n) tx.refuse(new RuleBroken('AMOUNT_NOT_POSITIVE', field, 'An amount is more than nothing.'));
}

function assertByAccount(tx: ActTransaction, mode: DeliveryMode, field: string): void {
  if (!BY_ACCOUNT.includes(mode))
    tx.refuse(
      new RuleBroken('REQUEST_MODE', field, 'A subsidy is paid to the person’s own card or passbook.', {
        modes: BY_ACCOUNT.join(','),
      }),
    );
}

async function assertPersonsKnown(tx: ActTransaction, workers: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    'select id from worker_projection where id = any($1::uuid[]) and region_code like any($2::text[])',
    [workers, writePatterns(tx.viewer)],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = workers.find((id) => !known.has(id));
  if (unknown !== undefined) throw new NotFoundError('Worker', unknown);
}

/** One per person and service, decided by the unique constraint: also for two officers at the same moment. */
async function insertRequests(
  tx: ActTransaction,
  id: string,
  regionCode: string,
  subsidies: readonly TravelSubsidyInput[],
): Promise<void> {
  const ids = subsidies.map(() => newId());
  const workers = subsidies.map(({ personId }) => personId);
  try {
    await tx.query(REQUEST, [
      ...[id, regionCode, tx.today, ids, workers],
      ...[subsidies.map(({ amount }) => String(amount)), subsidies.map(({ mode }) => mode ?? DeliveryMode.BANK_CARD)],
    ]);
  } catch (error) {
    if (isUniqueViolation(error, 'travel_subsidy_request_return_service_id_worker_id_unique')) {
      const message = 'One of these has a subsidy of this service already; nothing was asked for.';
      tx.refuse(new RuleBroken('SUBSIDY_ALREADY_REQUESTED', 'subsidies', message));
    }
    throw error;
  }
}
