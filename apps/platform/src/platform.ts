import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError } from '@nuan/errors';
import { type DataDirectory, openDataDirectory } from './data-directory';
import { DatabaseServer, type DatabaseUrls } from './database-server';
import { askFirstQuestion } from './first-answer';
import { FeedToken } from './feed-token';
import { type DatabaseName, DATABASES, type PlatformConfig, SUBGRAPHS, type SubgraphName } from './platform.config';
import { assertPortFree, type ReservedPort, reserveGatewayPort } from './ports';
import { ChildRegister } from './previous-run';
import { Program, type ProgramOptions, runToEnd } from './program';
import {
  gatewayEnvironment,
  identityAsIssuer,
  identityEnvironment,
  identityPort,
  ownerEnvironment,
  subgraphEnvironment,
  subgraphPort,
  type Workspace,
} from './program-environment';
import { ProgressBar, type ProgressOutput } from './progress-bar';
import { findLoadedAt, findUnloaded, parseProgress } from './sample-load';
import { describeLoneStart, describeStart, developmentToken } from './start-report';

/** The as-of date of the published figures: the domain's clock starts here when the sample is loaded. */
const SAMPLE_AS_OF = new Date('2017-01-23T18:00:00+08:00');

const READY_WAIT_MS = 60_000;

/** What the all-in-one is started with. */
export interface PlatformOptions {
  readonly config: PlatformConfig;
  readonly workspace: Workspace;
  /** PATH, HOME and the like, for the programs. */
  readonly inherited: Readonly<Record<string, string>>;
  readonly output: ProgressOutput;
  /** The pages that the programs serve are built. */
  readonly pagesBuilt: Promise<void>;
  /** When the command was given, in milliseconds since 1970: builds count as part of the start. */
  readonly startedAtMs: number;
}

/** The all-in-one: everything from one command, in order, and back. */
export class Platform {
  private data: DataDirectory | null = null;
  private register: ChildRegister | null = null;
  private database: DatabaseServer | null = null;
  private feedToken: FeedToken | null = null;
  private reserved: ReservedPort | null = null;
  private programs: Program[] = [];
  private isStopping = false;
  private progress = 'starting';

  /** The subgraphs that this start is about: all, or the one that runs alone. */
  private readonly names: readonly SubgraphName[];

  /** Those of them, and identity beside all of them, that have a database to be migrated. */
  private readonly databases: readonly DatabaseName[];

  constructor(private readonly options: PlatformOptions) {
    this.names = options.config.only === null ? SUBGRAPHS : [options.config.only];
    this.databases = options.config.only === null ? DATABASES : this.names;
  }

  /**
   * Starts everything and reports; resolves when the first question is answered.
   * @throws FaultError in one line: a port in use, a directory that can't be written, a program that doesn't start.
   */
  async start(): Promise<void> {
    const { config, startedAtMs } = this.options;
    const data = await openDataDirectory(config.dataDir);
    this.data = data;
    this.register = new ChildRegister(config.dataDir);
    const ended = await this.register.endPrevious();
    if (ended > 0) this.say(`ended ${ended} processes that a killed start had left running`);
    if (config.only === null) this.reserved = await reserveGatewayPort(config.port, () => this.progress);
    await Promise.all(this.names.map((name) => assertPortFree(subgraphPort(config, name), name)));
    if (config.only === null) await assertPortFree(identityPort(config), 'identity');
    data.writeIssuers([identityAsIssuer(config)]);
    this.database = new DatabaseServer(config, data, (line) => this.say(line));
    const databases = await this.step('starting the database', this.database.start());
    await this.migrate(data, databases);
    await this.loadSample(data, databases);
    await this.step('building GraphiQL', this.options.pagesBuilt);
    await this.step('starting the programs', this.startPrograms(data, databases));
    await this.report(data, Date.now() - startedAtMs);
  }

  /** Stops what has been started, in reverse order; the data stays. */
  async stop(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.feedToken?.stop();
    await this.reserved?.handOver();
    await Promise.all(this.programs.map((program) => program.stop()));
    // A migration or load that is being run is no program of the list: whatever is registered ends here.
    await this.register?.endPrevious();
    await this.database?.stop();
    this.data?.release();
  }

  private async step<T>(title: string, work: Promise<T>): Promise<T> {
    this.progress = title;
    const result = await work;
    // After Ctrl-C nothing new is begun; stop() is on its way and ends the process.
    if (this.isStopping) await sleep(60_000);
    return result;
  }

  /** Migrations run again only when a subgraph's bundle has changed since, so that a later start needn't ask. */
  private async migrate(data: DataDirectory, databases: DatabaseUrls): Promise<void> {
    const { config, workspace } = this.options;
    // A database given by URL may have been replaced behind our back, so it is always asked.
    const isKnown = config.adminUrl === null;
    const migrated = isKnown ? (data.readState().migrated ?? {}) : {};
    const stamps = Object.fromEntries(
      this.databases.map((name) => [name, readStamp(workspace.bundle(`apps/${name}`))]),
    );
    const stale = this.databases.filter(
      (name) => config.ownDatabases[name] !== undefined || migrated[name] !== stamps[name],
    );
    if (stale.length === 0) return;
    this.say(`migrating ${stale.join(', ')}`);
    const run = (name: DatabaseName, command: string): Promise<void> =>
      runToEnd(this.program(`${name}-${command}`, `apps/${name}`, [command], this.owner(data, databases)));
    const runs = stale.map(async (name) => {
      await run(name, 'migrate');
      // One invented user per role, so that signing in can be tried; those that are there stay.
      if (name === 'identity') await run(name, 'seed-development');
    });
    await this.step('migrating', Promise.all(runs));
    data.writeState({ migrated: { ...migrated, ...stamps } });
  }

  private async loadSample(data: DataDirectory, databases: DatabaseUrls): Promise<void> {
    const { config } = this.options;
    const missing = await findUnloaded(databases, this.names, config.scale);
    if (missing.length > 0) await this.runLoader(data, databases, missing);
    if (data.readState().clockOffsetMs !== undefined) return;
    // Read from the data, so that a kill right after the load, or a new data directory over it, changes no date.
    const loadedAt = await findLoadedAt(databases, this.names);
    data.writeState({ clockOffsetMs: SAMPLE_AS_OF.getTime() - loadedAt.getTime() });
  }

  private async runLoader(
    data: DataDirectory,
    databases: DatabaseUrls,
    missing: readonly SubgraphName[],
  ): Promise<void> {
    const { config, output } = this.options;
    const cutOff = missing.length < this.names.length ? ` (the load was cut off: ${missing.join(', ')} missing)` : '';
    this.say(`loading the sample campaign at scale ${config.scale}${cutOff}`);
    const bar = new ProgressBar('loading', output);
    const args = ['load', '--scale', String(config.scale), ...missing];
    const loader = this.program('sample-load', 'tools/sample-data', args, this.owner(data, databases));
    const loaded = runToEnd(loader, (line) => {
      const seen = parseProgress(line);
      if (seen === null || this.isStopping) return;
      this.progress = `loading the sample campaign: ${Math.floor(100 * seen.share)} %`;
      bar.update(seen.share, seen.what);
    });
    await this.step('loading the sample campaign', loaded).finally(() => bar.end());
  }

  private async startPrograms(data: DataDirectory, databases: DatabaseUrls): Promise<void> {
    const { config, workspace, inherited } = this.options;
    const say = (line: string): void => this.say(line);
    this.feedToken = new FeedToken(data, say);
    await this.feedToken.start();
    const programs = this.names.map((name) => {
      const env = subgraphEnvironment(workspace, inherited, data, databases, config, name);
      return [
        new Program(this.program(name, `apps/${name}`, ['serve'], env), say),
        subgraphPort(config, name),
      ] as const;
    });
    const gateway = new Program(
      this.program('gateway', 'apps/gateway', ['serve'], gatewayEnvironment(workspace, inherited, data, config)),
      say,
    );
    const identity = new Program(
      this.program(
        'identity',
        'apps/identity',
        ['serve'],
        identityEnvironment(workspace, inherited, data, databases, config),
      ),
      say,
    );
    await this.reserved?.handOver();
    // Identity first: the others take no token until they know what it has revoked.
    const all =
      config.only === null
        ? [[identity, identityPort(config)] as const, ...programs, [gateway, config.port] as const]
        : programs;
    this.programs = all.map(([program]) => program);
    for (const [program] of all) program.start();
    await Promise.all(
      all.map(([program, port]) => program.untilReady(`http://127.0.0.1:${port}/readiness`, READY_WAIT_MS)),
    );
  }

  private async report(data: DataDirectory, readyMs: number): Promise<void> {
    const { config, workspace, startedAtMs } = this.options;
    if (config.only !== null) {
      this.options.output.write(`${await describeLoneStart(config, config.only, data.developmentKey, readyMs)}\n`);
      return;
    }
    const token = await developmentToken('province', data.developmentKey);
    const answer = await askFirstQuestion(
      `http://127.0.0.1:${config.port}/graphql`,
      token,
      join(workspace.root, 'apps/gateway/questions'),
    );
    const startMs = Math.max(readyMs, Date.now() - startedAtMs);
    const { firstStartMs = null, clockOffsetMs = 0 } = data.readState();
    if (firstStartMs === null) data.writeState({ firstStartMs: startMs });
    const domainNow = new Date(Date.now() + clockOffsetMs);
    const { logsDir, developmentKey: key } = data;
    this.options.output.write(
      `${await describeStart({ config, key, answer, startMs, firstStartMs, logsDir, domainNow })}\n`,
    );
  }

  private owner(data: DataDirectory, databases: DatabaseUrls): Record<string, string> {
    return ownerEnvironment(this.options.workspace, this.options.inherited, data, databases, DATABASES);
  }

  private program(
    name: string,
    path: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): ProgramOptions {
    if (this.data === null || this.register === null) throw new FaultError('the data directory is not open');
    const entry = this.options.workspace.bundle(path);
    if (!existsSync(entry)) throw new FaultError(`${entry} is missing: run "npm start", which builds it`);
    return { name, entry, args, env, logsDir: this.data.logsDir, register: this.register };
  }

  private say(line: string): void {
    this.options.output.write(`nuan: ${line}\n`);
  }
}

/** What a bundle was built from. */
function readStamp(bundle: string): string {
  const file = join(dirname(bundle), '.stamp');
  return existsSync(file) ? readFileSync(file, 'utf8') : String(Date.now());
}
