import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForRegion, type Refusal } from '@nuan/federation';
import { DeliveryMode, newId } from '@nuan/kernel';

import { ReturnKind } from './return-kind';
import type { ReturnService } from './return-service.entity';
import type { ReturnServiceService } from './return-service.service';
import type { BuyGroupTicketsInput, RequestTravelSubsidiesInput } from './return-service-write.inputs';
import {
  amountMissing,
  type HeldReturn,
  holdReturn,
  requestSubsidies,
  SUBSIDY_ONCE,
  subsidyBreaks,
} from './travel-subsidies';

const BUY = `update return_service set seats = coalesce(seats, 0) + $2, subsidy_fen = coalesce(subsidy_fen, 0) + $3, version = version + 1
where id = $1`;

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
        const service = await holdOpen(tx, id, ReturnKind.GROUP_TICKET);
        if (price <= 0n) tx.refuse(amountMissing('price'));
        const total = price * BigInt(tickets);
        await tx.query(
          `insert into group_ticket_purchase (id, return_service_id, region_code, carrier, tickets, price_fen, bought_on)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [newId(), id, service.regionCode, carrier, tickets, price, tx.today],
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
        const service = await holdOpen(tx, id, ReturnKind.TRANSPORT_SUBSIDY);
        const wanted = subsidies.map(({ mode, ...subsidy }) => ({ ...subsidy, mode: mode ?? DeliveryMode.BANK_CARD }));
        for (const [at, subsidy] of wanted.entries()) {
          const broken = subsidyBreaks(subsidy, `subsidies.${String(at)}.`);
          if (broken) tx.refuse(broken);
        }
        const workers = subsidies.map(({ personId }) => personId);
        await assertPersonsKnown(tx, workers);
        if ((await requestSubsidies(tx, service, wanted)).size < wanted.length) tx.refuse(SUBSIDY_ONCE);
        const total = subsidies.reduce((sum, { amount }) => sum + amount, 0n);
        tx.note({ persons: workers.length, totalFen: String(total) });
        return id;
      },
      (made) => this.returns.written(viewer, made),
    );
  }
}

async function holdOpen(tx: ActTransaction, id: string, kind: ReturnKind): Promise<HeldReturn> {
  const held = await holdReturn(tx, id, kind);
  if (held.notOpen) tx.refuse(held.notOpen);
  return held;
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
