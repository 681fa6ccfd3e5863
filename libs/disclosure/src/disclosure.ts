import type { Viewer } from '@nuan/auth';
import { beyondRegions, readRollups, type RollupCell, type RollupRequest } from '@nuan/database';
import { type Clock, type LocalDate, today } from '@nuan/kernel';
import { PROVINCE_CODE, regionsUnder } from '@nuan/regions';
import type { DataSource, EntityManager } from 'typeorm';

import { ExactFigures, type Figures, ReleasedFigures } from './figures';
import { isGuarded } from './guarded-viewer';
import { metricsOf, type Population, type Slicing, slicingByMeasure } from './population';
import { regionTree } from './region-tree';
import { Release, type ReleaseDocument } from './release';
import { type ContributorCell, makeRelease, type SourceCell } from './release-maker';

/** What a subgraph releases to analysts. */
export interface DisclosurePlan {
  readonly populations: readonly Population[];
  /** Metrics that count no person, household or enterprise, such as facilities with a sign on the door: always exact. */
  readonly openMetrics?: readonly string[];
  /** SQL of cells that the rollups don't hold, with the columns of a rollup cell; `$1` is the day. */
  readonly extraCells?: string;
  /** SQL of who is behind the money: columns metric, region_code, campaign, year, key (`*` for all), contributors, largest_fen. */
  readonly contributors?: string;
}

/** Figures of regions, and when they held. */
export interface FiguresRead {
  figures(regionCode: string): Figures;
  readonly asOf: Date;
}

const LOCK = 7_364_021;

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
  private held: Release | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly plan: DisclosurePlan,
  ) {
    this.slicing = slicingByMeasure(plan.populations);
    this.open = new Set(plan.openMetrics ?? []);
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
      new ReleasedFigures(release, this.slicing, code, {
        metrics: this.open,
        figures: new ExactFigures(cells.get(code) ?? []),
      });
    return { figures, asOf: release.takenAt };
  }

  /** The newest release. The first one is made when it is first asked for. */
  async current(): Promise<Release> {
    const [row] = await this.db.query<{ number: number }[]>('select max(number) as number from disclosure_release');
    const number = row?.number ?? 0;
    if (this.held?.number !== number)
      this.held = number === 0 ? await this.make({ unlessAny: true }) : await lastRelease(this.db);
    return this.held ?? this.make({ unlessAny: true });
  }

  /** Makes the next release, one maker at a time; with `unlessAny`, only when there is none yet. */
  async make(options: { readonly unlessAny?: boolean } = {}): Promise<Release> {
    return beyondRegions('a release is decided over all regions, whoever asks for the first', () =>
      this.db.transaction((manager) => this.makeIn(manager, options)),
    );
  }

  private async makeIn(manager: EntityManager, options: { readonly unlessAny?: boolean }): Promise<Release> {
    await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const earlier = await releases(manager, 'order by number');
    const last = earlier.at(-1);
    if (last !== undefined && options.unlessAny === true) return last;
    const day = today(this.clock);
    const [cells, contributors] = [await this.cells(manager, day), await this.contributors(manager)];
    const existing = regionsUnder(PROVINCE_CODE, null, day).map(({ code }) => code);
    const tree = regionTree(PROVINCE_CODE, new Set(cells.map(({ regionCode }) => regionCode)), existing);
    const document = makeRelease(this.plan.populations, tree, { cells, contributors }, earlier);
    const release = new Release((last?.number ?? 0) + 1, this.clock.now(), document);
    await manager.query('insert into disclosure_release (number, taken_at, figures) values ($1, $2, $3)', [
      release.number,
      release.takenAt,
      JSON.stringify(document),
    ]);
    return release;
  }

  private async cells(manager: EntityManager, day: LocalDate): Promise<SourceCell[]> {
    const rows = (await manager.query(CELLS, [metricsOf(this.plan.populations)])) as CellRow[];
    const extra = this.plan.extraCells ? ((await manager.query(this.plan.extraCells, [day])) as CellRow[]) : [];
    return [...rows, ...extra].map(({ region_code, n, amount_fen, ...cell }) => ({
      ...cell,
      regionCode: region_code,
      n: Number(n),
      amountFen: BigInt(amount_fen),
    }));
  }

  private async contributors(manager: EntityManager): Promise<ContributorCell[]> {
    if (this.plan.contributors === undefined) return [];
    const rows = (await manager.query(this.plan.contributors)) as ContributorRow[];
    return rows.map(({ region_code, contributors, largest_fen, ...cell }) => ({
      ...cell,
      regionCode: region_code,
      contributors: Number(contributors),
      largestFen: BigInt(largest_fen),
    }));
  }
}

/** What a subgraph's program does to make a release by hand or by a timer. */
export function releaseCommand(plan: DisclosurePlan): {
  readonly about: string;
  run(context: { name: string; db: DataSource; clock: Clock; print: (line: string) => void }): Promise<boolean>;
} {
  return {
    about: 'makes the next release of figures for analysts, beside the one before',
    run: async ({ name, db, clock, print }) => {
      const release = await new Disclosure(db, clock, plan).make();
      print(`${name}: release ${release.number} of ${release.takenAt.toISOString()}`);
      return true;
    },
  };
}

async function lastRelease(db: Pick<EntityManager, 'query'>): Promise<Release | null> {
  return (await releases(db, 'order by number desc limit 1'))[0] ?? null;
}

async function releases(db: Pick<EntityManager, 'query'>, order: string): Promise<Release[]> {
  const rows = (await db.query(`select number, taken_at, figures from disclosure_release ${order}`)) as {
    number: number;
    taken_at: Date;
    figures: ReleaseDocument;
  }[];
  return rows.map(({ number, taken_at, figures }) => new Release(number, taken_at, figures));
}
