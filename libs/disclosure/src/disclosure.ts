import { platformViewer, type Viewer } from '@nuan/auth';
import { readRollups, type RollupCell, type RollupRequest } from '@nuan/database';
import { Acts, type ActTransaction } from '@nuan/facts';
import type { Clock, LocalDate } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import type { ContributorCell, SourceCell } from './cell-index';
import { ExactFigures, type Figures, ReleasedFigures } from './figures';
import { isGuarded } from './guarded-viewer';
import { type MoneySource, NO_MONEY } from './money-source';
import { metricsOf, type Population, type Slicing, slicingByMeasure } from './population';
import { regionTree } from './region-tree';
import { Release, type ReleaseDocument } from './release';
import { makeReleaseInTurns } from './release-maker';

/** What a subgraph releases to analysts. */
export interface DisclosurePlan {
  readonly populations: readonly Population[];
  /** Metrics that count no person, household or enterprise, such as facilities with a sign on the door: always exact. */
  readonly openMetrics?: readonly string[];
  /** SQL of cells that the rollups don't hold, with the columns of a rollup cell; `$1` is the day. */
  readonly extraCells?: string;
  /** Who is behind the money. */
  readonly contributors?: Contributors;
}

/** Who is behind the money that a subgraph releases. */
export interface Contributors extends MoneySource {
  /** Columns metric, region_code, campaign, year, key (`*` for all), contributors, largest_fen. */
  readonly sql: string;
  /** Each field of the schema that gives an analyst money, with the metrics that it is made of. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** Figures of regions, and when they held. */
export interface FiguresRead {
  figures(regionCode: string): Figures;
  readonly asOf: Date;
}

/** Why a release is made: it stands in the audit. */
type ReleaseReason = 'FIRST_ASKED' | 'SCHEDULE' | 'COMMAND';

/** Who makes releases, whoever asks for the first: the program itself. */
const RELEASER = platformViewer('release');

const LOCK = 7_364_021;

/** Longest time of one statement of a release, which reads every payment, and between two of them. */
const TIMEOUT_MS = 600_000;

/** There is a release that serves as well. */
class NotWanted {
  constructor(readonly last: Release) {}
}

const CELLS = `select metric, region_code, campaign, year, key, sum(n)::bigint as n, sum(amount_fen)::bigint as amount_fen
  from (select * from rollup_counter union all
    select metric, region_code, campaign, year, key, n, amount_fen from rollup_delta) cell
  where metric = any($1::text[]) group by 1, 2, 3, 4, 5 having sum(n) <> 0 or sum(amount_fen) <> 0`;

interface CellRow extends Omit<SourceCell, 'regionCode' | 'n' | 'amountFen'> {
  readonly region_code: string;
  readonly n: string;
  readonly amount_fen: string;
}

interface ContributorRow extends Omit<ContributorCell, 'regionCode' | 'contributors' | 'largestFen'> {
  readonly region_code: string;
  readonly contributors: string;
  readonly largest_fen: string;
}

/**
 * The one way from a subgraph's rollups to an aggregate that anyone is shown. Officers get exact figures from the rollups; everyone
 * else gets those of the newest release, which was made for all regions at once and doesn't depend on what is asked.
 */
export class Disclosure {
  private readonly slicing: ReadonlyMap<string, Slicing>;
  private readonly open: ReadonlySet<string>;
  private readonly money: MoneySource;
  private held: Release | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly plan: DisclosurePlan,
  ) {
    this.slicing = slicingByMeasure(plan.populations);
    this.open = new Set(plan.openMetrics ?? []);
    this.money = plan.contributors ?? NO_MONEY;
  }

  /**
   * The figures of regions in one statement, and the instant that they hold for. `figures(code)` is empty for a code that wasn't
   * asked for. The caller asserts the right and the regions.
   */
  async read(viewer: Viewer, request: RollupRequest): Promise<FiguresRead> {
    if (isGuarded(viewer)) return this.readReleased(request);
    const cells = await readRollups(this.db, request);
    return { figures: (code) => new ExactFigures(cells.get(code) ?? []), asOf: this.clock.now() };
  }

  /** The instant that figures hold for: that of the release for who is given released ones, else now. */
  async asOf(viewer: Viewer): Promise<Date> {
    return isGuarded(viewer) ? (await this.current()).takenAt : this.clock.now();
  }

  private async readReleased(request: RollupRequest): Promise<FiguresRead> {
    const open = request.metrics.filter((metric) => this.open.has(metric));
    const [release, cells] = await Promise.all([
      this.current(),
      open.length === 0 ? new Map<string, RollupCell[]>() : readRollups(this.db, { ...request, metrics: open }),
    ]);
    const figures = (code: string): Figures =>
      new ReleasedFigures(release, { slicing: this.slicing, money: this.money }, code, {
        metrics: this.open,
        figures: new ExactFigures(cells.get(code) ?? []),
      });
    return { figures, asOf: release.takenAt };
  }

  /** The newest release. The first one is made when it is first asked for. */
  async current(): Promise<Release> {
    const number = (await this.newest())?.number;
    if (this.held === null || this.held.number !== number)
      this.held = number === undefined ? await this.makeFirst() : await lastRelease(this.db);
    return this.held ?? this.makeFirst();
  }

  /** Makes the next release unless the last one was made since `dueAt`, or there is no first yet; null then. */
  async makeIfDue(dueAt: Date): Promise<Release | null> {
    const isDue = (last: Pick<Release, 'takenAt'> | null): boolean => last !== null && last.takenAt < dueAt;
    if (!isDue(await this.newest())) return null;
    const made = await this.attempt('SCHEDULE', isDue);
    return made instanceof Release ? made : null;
  }

  /** Makes the next release. */
  async make(reason: ReleaseReason): Promise<Release> {
    const made = await this.attempt(reason, () => true);
    return made instanceof Release ? made : made.last;
  }

  private async makeFirst(): Promise<Release> {
    const made = await this.attempt('FIRST_ASKED', (last) => last === null);
    return made instanceof Release ? made : made.last;
  }

  /**
   * Makes the next release in one act of the platform: it is there whole, with its row in the audit, or not at all. One maker at a time,
   * and each looks again whether another release is wanted after the one before it.
   */
  private attempt(reason: ReleaseReason, isWanted: (last: Release | null) => boolean): Promise<Release | NotWanted> {
    return new Acts(this.db, this.clock).perform<Release, NotWanted>(RELEASER, 'release.make', (tx) =>
      this.makeIn(tx, reason, isWanted),
    );
  }

  private async makeIn(
    tx: ActTransaction,
    reason: ReleaseReason,
    isWanted: (last: Release | null) => boolean,
  ): Promise<Release> {
    for (const setting of ['statement_timeout', 'idle_in_transaction_session_timeout'])
      await tx.query('select set_config($1, $2, true)', [setting, String(TIMEOUT_MS)]);
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const earlier = await releases(tx, 'order by number');
    const last = earlier.at(-1) ?? null;
    if (last !== null && !isWanted(last)) return tx.refuse(new NotWanted(last));
    const [cells, contributors] = [await this.cells(tx, tx.today), await this.contributors(tx)];
    const existing = regionsUnder(PROVINCE_CODE, null, tx.today).map(({ code }) => code);
    const tree = regionTree(PROVINCE_CODE, new Set(cells.map(({ regionCode }) => regionCode)), existing);
    const document = await makeReleaseInTurns(
      this.plan.populations,
      tree,
      { cells, contributors, money: this.money },
      earlier,
    );
    const release = new Release((last?.number ?? 0) + 1, tx.now, document);
    await tx.query('insert into disclosure_release (number, taken_at, figures) values ($1, $2, $3)', [
      release.number,
      release.takenAt,
      JSON.stringify(document),
    ]);
    tx.note({ release: release.number, reason });
    return release;
  }

  /** Which release is the newest and when it was made, without its figures: it is asked with each request and each minute. */
  private async newest(): Promise<Pick<Release, 'number' | 'takenAt'> | null> {
    const [row] = await this.db.query<Pick<Release, 'number' | 'takenAt'>[]>(
      'select number, taken_at as "takenAt" from disclosure_release order by number desc limit 1',
    );
    return row ?? null;
  }

  private async cells(tx: ActTransaction, day: LocalDate): Promise<SourceCell[]> {
    const rows = await tx.query<CellRow[]>(CELLS, [metricsOf(this.plan.populations)]);
    const extra = this.plan.extraCells ? await tx.query<CellRow[]>(this.plan.extraCells, [day]) : [];
    return [...rows, ...extra].map(({ region_code, n, amount_fen, ...cell }) => ({
      ...cell,
      regionCode: region_code,
      n: Number(n),
      amountFen: BigInt(amount_fen),
    }));
  }

  private async contributors(tx: ActTransaction): Promise<ContributorCell[]> {
    if (this.plan.contributors === undefined) return [];
    const rows = await tx.query<ContributorRow[]>(this.plan.contributors.sql);
    return rows.map(({ region_code, contributors, largest_fen, ...cell }) => ({
      ...cell,
      regionCode: region_code,
      contributors: Number(contributors),
      largestFen: BigInt(largest_fen),
    }));
  }
}

async function lastRelease(db: DataSource): Promise<Release | null> {
  return (await releases(db, 'order by number desc limit 1'))[0] ?? null;
}

async function releases(db: Pick<ActTransaction, 'query'>, order: string): Promise<Release[]> {
  const rows = await db.query<{ number: number; taken_at: Date; figures: ReleaseDocument }[]>(
    `select number, taken_at, figures from disclosure_release ${order}`,
  );
  return rows.map(({ number, taken_at, figures }) => new Release(number, taken_at, figures));
}
