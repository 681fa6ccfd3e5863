import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { testClock, useTestDatabase, viewerWith } from '@nuan/testing';
import fc from 'fast-check';

import { assistanceSubgraph } from '../assistance.subgraph';
import { ActLedger, type Balances, type LedgerAdapter, type Posted } from './ledger-adapter';
import { type Holding, passedDown, raised } from './money-builders';

/** Allocations by number: the province, two cities, three counties; and who is above whom. */
const PARENTS = [0, 0, 0, 1, 1, 2];
const SEED = Date.now() % 2_147_483_647;

type Account = 'available' | 'reserved' | 'spent';
type Kind = 'raise' | 'takeBack' | 'passDown' | 'giveBack' | 'reserve' | 'release' | 'pay' | 'reverse';

/** One movement of money as the model sees it. */
interface Movement {
  readonly kind: Kind;
  readonly at: number;
  readonly fen: bigint;
}

/** What we expect of the ledger, kept in memory by other code than the ledger's. */
class Model {
  raised = 0n;
  readonly rows = PARENTS.map(() => ({ available: 0n, reserved: 0n, spent: 0n, received: 0n, passedDown: 0n }));

  /** Where the money comes from, and whether it is there. */
  holds({ kind, at, fen }: Movement): boolean {
    const [from, account] = Model.source(kind, at);
    return account === null || (this.rows[from]?.[account] ?? 0n) >= fen;
  }

  apply({ kind, at, fen }: Movement): void {
    const row = this.row(at);
    const above = this.row(PARENTS[at] ?? 0);
    const sign = kind === 'takeBack' || kind === 'giveBack' ? -1n : 1n;
    if (kind === 'raise' || kind === 'takeBack') {
      this.raised += sign * fen;
      this.row(0).available += sign * fen;
      this.row(0).received += sign * fen;
    } else if (kind === 'passDown' || kind === 'giveBack') {
      above.available -= sign * fen;
      above.passedDown += sign * fen;
      row.available += sign * fen;
      row.received += sign * fen;
    } else {
      const [from, to] = Model.between(kind);
      row[from] -= fen;
      row[to] += fen;
    }
  }

  expected(): Balances[] {
    return this.rows.map(({ received, ...rest }) => ({ ...rest, amount: received }));
  }

  private row(at: number): Model['rows'][number] {
    const row = this.rows[at];
    if (row === undefined) throw new RangeError('no such allocation');
    return row;
  }

  private static source(kind: Kind, at: number): readonly [number, Account | null] {
    if (kind === 'raise') return [0, null];
    if (kind === 'takeBack') return [0, 'available'];
    if (kind === 'passDown') return [PARENTS[at] ?? 0, 'available'];
    if (kind === 'giveBack') return [at, 'available'];
    return [at, Model.between(kind)[0]];
  }

  private static between(
    kind: Exclude<Kind, 'raise' | 'takeBack' | 'passDown' | 'giveBack'>,
  ): readonly [Account, Account] {
    const ways = {
      reserve: ['available', 'reserved'],
      release: ['reserved', 'available'],
      pay: ['reserved', 'spent'],
      reverse: ['spent', 'available'],
    } as const;
    return ways[kind];
  }
}

function perform(ledger: LedgerAdapter, { kind, at, fen }: Movement): Promise<Posted> {
  return kind === 'raise' || kind === 'takeBack' ? ledger[kind](fen) : ledger[kind](at, fen);
}

/** One movement: accepted exactly when the model has the money. */
class One implements fc.AsyncCommand<Model, LedgerAdapter> {
  constructor(private readonly movement: Movement) {}
  check = (): boolean => true;
  async run(model: Model, ledger: LedgerAdapter): Promise<void> {
    const holds = model.holds(this.movement);
    expect(await perform(ledger, this.movement)).toBe(holds ? 'POSTED' : 'INSUFFICIENT');
    if (holds) model.apply(this.movement);
    await holdInvariants(model, ledger);
  }
  toString = (): string => text(this.movement);
}

/** Several at once: whichever are accepted, in whatever order, the balances are those of the accepted ones and none is lost. */
class Together implements fc.AsyncCommand<Model, LedgerAdapter> {
  constructor(private readonly movements: readonly Movement[]) {}
  check = (): boolean => true;
  async run(model: Model, ledger: LedgerAdapter): Promise<void> {
    const outcomes = await Promise.all(this.movements.map((movement) => perform(ledger, movement)));
    this.movements.forEach((movement, index) => {
      if (outcomes[index] === 'POSTED') model.apply(movement);
    });
    await holdInvariants(model, ledger);
  }
  toString = (): string => `together(${this.movements.map(text).join(', ')})`;
}

const text = ({ kind, at, fen }: Movement): string => `${kind}(${at}, ${fen})`;

async function holdInvariants(model: Model, ledger: LedgerAdapter): Promise<void> {
  const [rows, sum, lines] = await Promise.all([ledger.balances(), ledger.sumOfLines(), ledger.fromLines()]);
  expect(rows).toEqual(model.expected());
  expect(sum).toBe(0n);
  expect(lines).toEqual(rows.map(({ available, reserved, spent }) => ({ available, reserved, spent })));
  for (const [at, row] of rows.entries()) {
    expect(row.available + row.reserved + row.spent + row.passedDown).toBe(row.amount);
    expect(Object.values(row).every((fen: bigint) => fen >= 0n)).toBe(true);
    const below = rows.filter((_row, child) => child > 0 && PARENTS[child] === at);
    expect(below.reduce((total, child) => total + child.amount, 0n)).toBe(row.passedDown);
    expect(row.passedDown).toBeLessThanOrEqual(row.amount);
  }
  expect(rows[0]?.amount).toBe(model.raised);
  expect(rows.reduce((total, { available, reserved, spent }) => total + available + reserved + spent, 0n)).toBe(
    model.raised,
  );
}

const movement: fc.Arbitrary<Movement> = fc
  .record({
    kind: fc.constantFrom<Kind>(
      'raise',
      'takeBack',
      'passDown',
      'passDown',
      'giveBack',
      'reserve',
      'reserve',
      'release',
      'pay',
      'reverse',
    ),
    at: fc.integer({ min: 0, max: PARENTS.length - 1 }),
    fen: fc.bigInt({ min: 1n, max: 120n }),
  })
  .map((any) => ({ ...any, at: any.at === 0 && /Down|Back/.test(any.kind) ? 1 : any.at }));

describe(`the ledger under any sequence of movements, seed ${SEED}`, () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let acts: Acts;
  beforeAll(() => {
    acts = new Acts(db.app, testClock);
  });

  /** An empty fund with its tree: what the builders moved to make it is moved back. */
  async function emptyLedger(): Promise<LedgerAdapter> {
    const root = await raised(db.app, 3);
    const [hefei, chuzhou] = [await passedDown(db.app, root, '340100', 2), await passedDown(db.app, root, '341100', 1)];
    const counties: Holding[] = [];
    for (const [city, region] of [
      [hefei, '340102'],
      [hefei, '340103'],
      [chuzhou, '341102'],
    ] as const)
      counties.push(await passedDown(db.app, city, region, 1));
    const ledger = new ActLedger(acts, db.app, viewerWith(), [root, hefei, chuzhou, ...counties], PARENTS);
    for (const [from, fen] of [
      [3, 1n],
      [4, 1n],
      [5, 1n],
      [1, 2n],
      [2, 1n],
    ] as const)
      await ledger.giveBack(from, fen);
    await ledger.takeBack(3n);
    return ledger;
  }

  it('I12, I13, I36: no balance is ever negative, every fen is somewhere, and children never hold more than their parent gave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(
          [
            movement.map((one) => new One(one)),
            movement.map((one) => new One(one)),
            fc.array(movement, { minLength: 2, maxLength: 6 }).map((all) => new Together(all)),
          ],
          { maxCommands: 25 },
        ),
        async (commands) => {
          const [model, real] = [new Model(), await emptyLedger()];
          await new One({ kind: 'raise', at: 0, fen: 600n }).run(model, real);
          await fc.asyncModelRun(() => ({ model, real }), commands);
        },
      ),
      { seed: SEED, numRuns: 40, endOnFailure: false },
    );
  }, 120_000);
});
