import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { capScopeOf } from './aid-caps';
import { allPayments } from './all-payments';
import type { FundBook, SampleAllocation } from './fund-book';
import { plusDays, reviewedBefore } from './pay-days';
import { isPaid, type Payment } from './payment';
import type { WarmthAmounts } from './warmth-amounts';

const COMMON = [
  ...[
    'id',
    'status',
    'campaign_code',
    'target_group',
    'purpose',
    'mode',
    'amount_fen',
    'payee_id',
    'union_id',
    'region_code',
  ],
  ...[
    'fund_id',
    'allocation_id',
    'source',
    'is_first_of_year',
    'cap_fen',
    'cap_used_fen',
    'cap_scope',
    'idempotency_key',
    'bank_ref',
  ],
  ...['filed_by', 'filed_at', 'approved_by', 'approved_at', 'paid_by', 'paid_at'],
];
const OF_HOUSEHOLD = [
  'household_id',
  'student_id',
  'head_id',
  'category',
  'tier',
  'file_status',
  'recorded_on',
  'last_reviewed_on',
];
const OF_WORKER = ['enterprise_id', 'consolation_event_id', 'cash_reason', 'second_approved_by', 'second_approved_at'];

/** Why the few payments in cash were: the lawful exceptions of the sample. */
const CASH_REASONS = [
  '本人无银行账户，务工地临时慰问，经批准以现金发放',
  '职工卧病在家，无法办理银行卡，经批准以现金发放',
] as const;

/** The payments: those to households with their snapshot, then those to workers. Only the columns each kind needs. */
export function disbursementLoads(
  world: World,
  book: FundBook,
  amounts: WarmthAmounts,
  tools: SampleTools,
): TableLoad[] {
  const writer = new PaymentWriter(world, book, tools);
  return [
    {
      table: 'disbursement',
      columns: [...COMMON, ...OF_HOUSEHOLD],
      *rows() {
        for (const payment of allPayments(world, amounts)) {
          if (payment.householdIndex !== null) yield [...writer.common(payment), ...writer.ofHousehold(payment)];
        }
      },
    },
    {
      table: 'disbursement',
      columns: [...COMMON, ...OF_WORKER],
      *rows() {
        for (const payment of allPayments(world, amounts)) {
          if (payment.householdIndex === null) yield [...writer.common(payment), ...writer.ofWorker(payment)];
        }
      },
    },
  ];
}

/** What all payments of an allocation share, written once. */
interface Place {
  readonly unionId: string;
  readonly fundId: string;
  readonly allocationId: string;
  readonly source: string;
}

/** What all payments of a day share: filed the day before, approved in the morning, paid in the afternoon. */
interface Day {
  readonly filedAt: string;
  readonly approvedAt: string;
  readonly secondApprovedAt: string;
  readonly paidAt: string;
  readonly bankRef: string;
}

class PaymentWriter {
  private readonly places = new Map<SampleAllocation, Place>();
  private readonly days = new Map<string, Day>();

  constructor(
    private readonly world: World,
    private readonly book: FundBook,
    private readonly tools: SampleTools,
  ) {}

  common(payment: Payment): CopyValue[] {
    const { regionCode, status, mode } = payment;
    const place = this.place(this.book.allocationOf(payment));
    const day = this.day(payment.on);
    const paid = isPaid(payment);
    const approved = status !== 'RESERVED';
    const byAccount = mode === 'BANK_CARD' || mode === 'PASSBOOK';
    return [
      this.tools.id('disbursement', payment.at),
      status,
      payment.campaign,
      payment.group,
      payment.purpose,
      mode,
      payment.amountFen,
      this.tools.id('person', payment.payee),
      place.unionId,
      regionCode,
      place.fundId,
      place.allocationId,
      place.source,
      payment.isFirstOfYear,
      payment.capFen,
      payment.capUsedFen,
      capScopeOf(payment.group, payment.purpose),
      `${payment.campaign ?? 'AID2016'}-${String(payment.at)}`,
      paid && byAccount ? `${day.bankRef}-${regionCode}` : null,
      `maker-${regionCode}`,
      day.filedAt,
      approved ? `checker-${regionCode}` : null,
      approved ? day.approvedAt : null,
      paid ? `cashier-${regionCode}` : null,
      paid ? day.paidAt : null,
    ];
  }

  ofHousehold({ householdIndex, studentIndex, on }: Payment): CopyValue[] {
    const household = this.world.households[householdIndex ?? -1];
    if (household === undefined) return OF_HOUSEHOLD.map(() => null);
    return [
      household.id,
      studentIndex === null ? null : this.tools.id('student', studentIndex),
      this.tools.id('person', household.headIndex),
      household.category,
      household.tier,
      'RECORDED',
      household.recordedOn,
      reviewedBefore(household, on),
    ];
  }

  ofWorker({ employerIndex, event, mode, at, regionCode, on }: Payment): CopyValue[] {
    const isCash = mode === 'CASH';
    return [
      employerIndex === null ? null : (this.world.enterprises[employerIndex]?.id ?? null),
      event === null ? null : this.tools.id('consolation-event', event),
      isCash ? (CASH_REASONS[at % CASH_REASONS.length] ?? null) : null,
      isCash ? `chair-${regionCode}` : null,
      isCash ? this.day(on).secondApprovedAt : null,
    ];
  }

  private place(allocation: SampleAllocation): Place {
    let place = this.places.get(allocation);
    if (place === undefined) {
      place = {
        unionId: allocation.union.id,
        fundId: this.tools.id('fund', allocation.fund.index),
        allocationId: this.tools.id('allocation', allocation.index),
        source: allocation.fund.plan.source,
      };
      this.places.set(allocation, place);
    }
    return place;
  }

  private day(on: string): Day {
    let day = this.days.get(on);
    if (day === undefined) {
      day = {
        filedAt: `${plusDays(on, -1)} 10:00:00+08`,
        approvedAt: `${on} 09:00:00+08`,
        secondApprovedAt: `${on} 09:30:00+08`,
        paidAt: `${on} 15:00:00+08`,
        bankRef: `B${on.replaceAll('-', '')}`,
      };
      this.days.set(on, day);
    }
    return day;
  }
}
