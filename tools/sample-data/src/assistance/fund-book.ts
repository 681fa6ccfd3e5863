import { FaultError } from '@nuan/errors';
import { UnionLevel } from '@nuan/kernel';
import type { Union } from '../unions';
import type { World } from '../world';
import { allPayments } from './all-payments';
import { FUND_KINDS, FUND_PLANS, type FundKind, type FundPlan } from './fund-kinds';
import { isPaid, type Payment } from './payment';
import type { WarmthAmounts } from './warmth-amounts';

/** A fund of the sample with the tree of its money. */
export interface SampleFund {
  readonly index: number;
  readonly kind: FundKind;
  readonly plan: FundPlan;
  /** The union that raised it. */
  readonly holder: Union;
  /** The root first, every parent before its children. */
  readonly tree: SampleAllocation[];
}

/** Money of a fund at one union, in fen, as its payments make it. */
export interface SampleAllocation {
  readonly index: number;
  readonly fund: SampleFund;
  readonly union: Union;
  readonly parent: SampleAllocation | null;
  readonly children: SampleAllocation[];
  spentFen: bigint;
  reservedFen: bigint;
  availableFen: bigint;
  /** Day of the last payment; empty before the first. */
  lastPaidOn: string;
}

/** Money passed on to lower unions. */
export const passedDownFen = (allocation: SampleAllocation): bigint =>
  allocation.children.reduce((all, child) => all + receivedFen(child), 0n);

/** Money that an allocation ever received: what it spent, set aside, has left and passed on. */
export const receivedFen = (allocation: SampleAllocation): bigint =>
  allocation.spentFen + allocation.reservedFen + allocation.availableFen + passedDownFen(allocation);

/** The funds and their trees: each allocation holds exactly what its payments take, the open round some more. */
export class FundBook {
  readonly funds: SampleFund[] = [];
  readonly allocations: SampleAllocation[] = [];
  private readonly federations: ReadonlyMap<string, Union>;
  private readonly fundsByKey = new Map<string, SampleFund>();
  private readonly allocationsByKey = new Map<string, SampleAllocation>();

  constructor(
    private readonly world: World,
    amounts: WarmthAmounts,
  ) {
    this.federations = new Map(
      world.unions.filter((union) => union.level !== UnionLevel.GRASSROOTS).map((union) => [union.regionCode, union]),
    );
    this.openFunds();
    for (const payment of allPayments(world, amounts)) this.take(payment);
    for (const allocation of this.allocations) allocation.availableFen = slackFen(allocation);
  }

  /** The allocation that a payment is taken from. */
  allocationOf({ fund, regionCode }: Pick<Payment, 'fund' | 'regionCode'>): SampleAllocation {
    const key = `${fund} ${regionCode}`;
    const known = this.allocationsByKey.get(key);
    if (known !== undefined) return known;
    const union = this.federation(regionCode);
    const owner = FUND_PLANS[fund].raisedBy === 'PROVINCE' ? '340000' : this.localHolder(union).regionCode;
    const found = this.allocate(this.fund(fund, owner), union);
    this.allocationsByKey.set(key, found);
    return found;
  }

  /** Opens the funds in the order of their definition, the local ones by region, so that their ids never depend on payments. */
  private openFunds(): void {
    const holders = [...this.federations.values()].filter(raisesLocally);
    for (const kind of FUND_KINDS) {
      const isProvincial = FUND_PLANS[kind].raisedBy === 'PROVINCE';
      const own = kind === 'WARMTH_DONATION' ? holders.filter(({ regionCode }) => regionCode === '341100') : holders;
      for (const holder of isProvincial ? [this.federation('340000')] : own) {
        const fund: SampleFund = { index: this.funds.length, kind, plan: FUND_PLANS[kind], holder, tree: [] };
        this.funds.push(fund);
        this.fundsByKey.set(`${kind} ${holder.regionCode}`, fund);
        this.allocate(fund, holder);
      }
    }
  }

  private take(payment: Payment): void {
    const allocation = this.allocationOf(payment);
    if (!isPaid(payment)) {
      allocation.reservedFen += payment.amountFen;
      return;
    }
    allocation.spentFen += payment.amountFen;
    if (payment.on > allocation.lastPaidOn) allocation.lastPaidOn = payment.on;
  }

  private allocate(fund: SampleFund, union: Union): SampleAllocation {
    const known = fund.tree.find((allocation) => allocation.union === union);
    if (known !== undefined) return known;
    const parent = union === fund.holder ? null : this.allocate(fund, this.parentOf(union));
    const balances = { spentFen: 0n, reservedFen: 0n, availableFen: 0n, lastPaidOn: '' };
    const allocation = { index: this.allocations.length, fund, union, parent, children: [], ...balances };
    this.allocations.push(allocation);
    fund.tree.push(allocation);
    parent?.children.push(allocation);
    return allocation;
  }

  private fund(kind: FundKind, holder: string): SampleFund {
    const found = this.fundsByKey.get(`${kind} ${holder}`);
    if (found === undefined) throw new FaultError(`no fund ${kind} at ${holder}`);
    return found;
  }

  private federation(regionCode: string): Union {
    const found = this.federations.get(regionCode);
    if (found === undefined) throw new FaultError(`no federation of ${regionCode}`);
    return found;
  }

  private parentOf(union: Union): Union {
    const parent = this.world.unions[union.parentIndex ?? -1];
    if (parent === undefined) throw new FaultError(`${union.name} has no union above it`);
    return parent;
  }

  /** Who raises local money for a federation: its city, or a directly administered county itself. */
  private localHolder(union: Union): Union {
    return raisesLocally(union) ? union : this.parentOf(union);
  }
}

const raisesLocally = ({ level, directlyAdministered }: Union): boolean =>
  level === UnionLevel.PREFECTURE || directlyAdministered;

const HUNDRED_YUAN = 10_000n;

/** The open round has money left: at the counties for the households still to be reached, at the cities what they hold back. */
function slackFen(allocation: SampleAllocation): bigint {
  if (allocation.fund.plan.campaign !== 'DAILY2017' || allocation.union.level === UnionLevel.PROVINCE) return 0n;
  const used = allocation.spentFen + allocation.reservedFen;
  const held = allocation.children.reduce((all, child) => all + child.spentFen + child.reservedFen, 0n) / 10n;
  return ((used / 4n + held) / HUNDRED_YUAN + 1n) * HUNDRED_YUAN;
}
