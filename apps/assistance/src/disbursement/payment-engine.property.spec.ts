import { beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { approveDisbursements } from './disbursement-approval';
import { releaseDisbursements } from './disbursement-release';
import { reserveDisbursements } from './disbursement-reservation';
import { reverseDisbursements } from './disbursement-reversal';
import { sendDisbursements } from './disbursement-sending';
import { DisbursementSettlement } from './disbursement-settlement';
import { validateDisbursements } from './disbursement-validation';
import { PayStatus } from './pay-status';
import { act, aDraft, aHousehold, type Ground, officer, payingGround, standards } from './payment-builders';

/** Numbers from 0 to below 1 that follow from the seed alone (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the rows of the payments say of each balance and of the caps, beside what is kept; empty when they agree. */
const DIFFERENCES = `
select 'reserved' as what, a.id::text as of_which, a.reserved_fen::text as kept, coalesce(sum(d.amount_fen) filter (where d.status in ('RESERVED','APPROVED','SENT')), 0)::text as rows
from allocation a left join disbursement d on d.allocation_id = a.id group by a.id
having a.reserved_fen <> coalesce(sum(d.amount_fen) filter (where d.status in ('RESERVED','APPROVED','SENT')), 0)
union all
select 'spent', a.id::text, a.spent_fen::text, coalesce(sum(d.amount_fen) filter (where d.status in ('PAID','RECONCILED')), 0)::text
from allocation a left join disbursement d on d.allocation_id = a.id group by a.id
having a.spent_fen <> coalesce(sum(d.amount_fen) filter (where d.status in ('PAID','RECONCILED')), 0)
union all
select 'caps', u.subject_id::text, u.used_fen::text, coalesce(sum(d.amount_fen), 0)::text
from cap_usage u left join disbursement d on disbursement_cap_subject(d) = u.subject_id and d.status in ('RESERVED','APPROVED','SENT','PAID','RECONCILED')
group by u.subject_id, u.used_fen having u.used_fen <> coalesce(sum(d.amount_fen), 0)
union all
select 'cap exceeded', u.subject_id::text, u.used_fen::text, '600000' from cap_usage u where u.used_fen > 600000
union all
select 'first of year', coalesce(household_id, payee_id)::text, count(*) filter (where is_first_of_year)::text, count(*)::text
from disbursement where status in ('PAID','RECONCILED') group by 2 having count(*) filter (where is_first_of_year) <> 1`;

describe('any acts on payments in any order, many at once', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bank = new DisbursementSettlement();
  beforeAll(() => standards(db));

  /** Every act of the engine over some payments; what isn't possible for a payment passes it over. */
  const acts = (ground: Ground, reversible: readonly string[]): readonly ((ids: string[]) => Promise<unknown>)[] => [
    (ids) => act(ground, (tx) => validateDisbursements(tx, ids)),
    (ids) => act(ground, (tx) => reserveDisbursements(tx, ids)),
    (ids) => act(ground, (tx) => reserveDisbursements(tx, ids, PayStatus.FAILED)),
    (ids) =>
      act(ground, (tx) =>
        approveDisbursements(tx, ids, {
          approvedBy: 'checker-1',
          approvedAt: tx.now,
          secondApprovedBy: null,
          secondApprovedAt: null,
        }),
      ),
    (ids) => act(ground, (tx) => sendDisbursements(tx, ids)),
    (ids) =>
      act(ground, (tx) =>
        bank.markPaid(
          tx,
          ids.map((disbursementId) => ({ disbursementId, bankRef: 'B' })),
        ),
      ),
    (ids) =>
      act(ground, (tx) =>
        bank.markFailed(
          tx,
          ids.slice(0, 2).map((disbursementId) => ({ disbursementId, returnCode: 'E' })),
        ),
      ),
    (ids) => act(ground, (tx) => releaseDisbursements(tx, ids.slice(0, 1), '测试')),
    (ids) =>
      act(
        ground,
        (tx) =>
          reverseDisbursements(
            tx,
            ids.filter((id) => reversible.includes(id)),
          ),
        officer('cashier', 2),
      ),
  ];

  it.each([20170123, Math.floor(Date.now() / 1000)])(
    'I12, I19 and I36: leave balances, caps, counts and the audit true to the rows (seed %d)',
    async (seed) => {
      const random = randomOf(seed);
      const ground = await payingGround(db, { fen: 1_500_000 });
      const households = await Promise.all(Array.from({ length: 6 }, () => aHousehold(ground)));
      const ids: string[] = [];
      for (let at = 0; at < 24; at += 1) {
        const { id, headId } = households[at % households.length] ?? { id: '', headId: '' };
        const amount = 10_000 * (1 + Math.floor(random() * 29));
        ids.push(await aDraft(ground, { household_id: id, payee_id: headId, campaign_code: null, amount_fen: amount }));
      }
      const reversible = ids.filter(() => random() < 0.3);
      await db.owner.query(
        `update disbursement set reversal_reason = '测试', reversal_requested_by = 'cashier-1', reversal_requested_at = now() where id = any($1::uuid[])`,
        [reversible],
      );
      const possible = acts(ground, reversible);
      for (let round = 0; round < 25; round += 1) {
        const together = Array.from({ length: 3 }, () => {
          // The further a payment has to go, the earlier steps come: rounds lean towards what is next.
          const which = Math.min(possible.length - 1, Math.floor(random() * (3 + round / 3)));
          const some = ids.filter(() => random() < 0.4);
          return possible[which]?.(some) ?? Promise.resolve();
        });
        await Promise.all(together);
      }
      expect(await db.owner.query(DIFFERENCES)).toEqual([]);
      expect(await rollupDrift(db.owner)).toEqual([]);
      expect((await verifyAudit(db.owner)).breaks).toEqual([]);
      const moved = await db.app.query<{ status: string }[]>(
        'select distinct status from disbursement where id = any($1::uuid[])',
        [ids],
      );
      expect(moved.length).toBeGreaterThan(2);
    },
    120_000,
  );
});
