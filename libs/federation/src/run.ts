import { readFile } from 'node:fs/promises';

import type { Environment } from '@nuan/config';
import { databaseOptions, foldRollups, migrate } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { Acts, feedMetrics, JobRunner, watchRefusals } from '@nuan/facts';
import { type Clock, offsetClock, updateHolidays } from '@nuan/kernel';
import { createLogger, type Logger, onShutdown } from '@nuan/telemetry';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';
import { DataSource } from 'typeorm';

import { createApolloServer } from './apollo';
import { anchorRegularly, assertAnchored } from './audit/anchor-regularly';
import { RefusalRecorder } from './audit/refusal-recorder';
import { ownCommands, type SubgraphCommand } from './commands';
import { CostControl } from './cost/cost-control';
import { type DocumentStore, readDocuments } from './documents/document-store';
import type { SubgraphDefinition, SubgraphParts } from './definition';
import { followFeeds, rebuildProjections } from './feed/follow-feeds';
import { followKeys, noCipher, readCipher } from './field-keys.source';
import { policyTable, type PolicyTable } from './policy/policy-table';
import { buildSubgraphSchema, contractsOfSchema, policyOfSchema, subgraphSdl } from './schema';
import { type ContractServer, createHttpServer } from './server';
import { runScheduled } from './scheduled-work';
import { readSubgraphConfig, type SubgraphConfig } from './subgraph.config';
import { openTrust } from './trust/open-trust';

/** A subgraph that listens. */
export interface RunningSubgraph {
  readonly url: string;
  stop(): Promise<void>;
}

/** A subgraph, or how it is made from what its environment says. */
export type SubgraphSource = SubgraphDefinition | ((env: Environment) => SubgraphDefinition);

/**
 * The whole of a subgraph's `main.ts`: `serve` (the default), `schema`, `contract` (the schema of a contract), `states` (its state machines as JSON), `migrate`, `drift`,
 * `audit`, `rebuild-projections`, and the commands that the subgraph defines. A fault of start-up (a bad variable, an unreachable
 * database) is one clear line and exit code 1.
 */
export async function runSubgraph(source: SubgraphSource, env: Environment, argv: readonly string[]): Promise<void> {
  const [command = 'serve', ...args] = argv;
  let name = 'nuan';
  try {
    const definition = typeof source === 'function' ? source(env) : source;
    name = definition.name;
    if (command === 'schema') process.stdout.write(await emitSchema(definition));
    else if (command === 'contract') process.stdout.write(await emitContract(definition, args[0] ?? ''));
    else if (command === 'states') process.stdout.write(`${JSON.stringify(definition.machines ?? [], null, 2)}\n`);
    else if (command === 'policy') process.stdout.write(`${JSON.stringify(await emitPolicy(definition), null, 2)}\n`);
    else if (command === 'migrate') await migrateSubgraph(definition, env);
    else if (command === 'serve')
      onShutdown(
        (await serveSubgraph(definition, readSubgraphConfig(definition.name, definition.defaultPort, env))).stop,
      );
    else await runCommand(definition, env, command, args);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Runs a command over the database as its owner, without a time limit on statements; exit code 1 when it finds something wrong. */
async function runCommand(
  definition: SubgraphDefinition,
  env: Environment,
  name: string,
  args: readonly string[],
): Promise<void> {
  const commands: Readonly<Record<string, SubgraphCommand>> = {
    ...ownCommands(definition),
    'rebuild-projections': rebuildProjections(definition),
    ...definition.commands,
  };
  const command = commands[name];
  if (!command) {
    const known = ['serve', 'migrate', 'schema', 'contract', 'states', 'policy', ...Object.keys(commands)].join(', ');
    throw new FaultError(`Unknown command ${name}: use ${known}.`);
  }
  const config = readSubgraphConfig(definition.name, definition.defaultPort, env);
  const url = ownerUrl(definition, env);
  const applicationName = `nuan ${definition.name} ${name}`;
  const db = new DataSource(databaseOptions({ ...definition.database, url, applicationName, statementTimeoutMs: 0 }));
  await connect(db, definition.name);
  try {
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    const [cipher] = await Promise.all([readCipher(config), readHolidays(config)]);
    const sound = await command.run({
      name: definition.name,
      db,
      cipher,
      clock: offsetClock(config.clockOffsetMs),
      env,
      args,
      print,
    });
    if (!sound) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

/** The SDL that is committed as `schema.graphql`; needs no database. */
export async function emitSchema(definition: SubgraphDefinition): Promise<string> {
  return subgraphSdl(await schemaWithoutDatabase(definition));
}

/**
 * The SDL of a contract, committed as `contracts/<name>.graphql`: what its partner is shown, and no more; needs no database.
 *
 * @throws FaultError for a name that the subgraph has no contract of.
 */
export async function emitContract(definition: SubgraphDefinition, name: string): Promise<string> {
  const schemas = contractsOfSchema(await schemaWithoutDatabase(definition));
  const schema = schemas.get(name);
  if (!schema) throw new FaultError(`There is no contract ${name}: there is ${[...schemas.keys()].join(', ')}.`);
  return `${printSchema(schema).trimEnd()}\n`;
}

/** Who may read and do what, as `docs/access-matrix.md` is made from; needs no database. */
export async function emitPolicy(definition: SubgraphDefinition): Promise<PolicyTable> {
  const schema = await schemaWithoutDatabase(definition);
  return policyTable(definition.name, schema, policyOfSchema(schema));
}

function schemaWithoutDatabase(definition: SubgraphDefinition): Promise<GraphQLSchema> {
  assertHasPolicy(definition);
  const db = new DataSource(
    databaseOptions({ ...definition.database, url: 'postgres://nobody@127.0.0.1/none', applicationName: 'schema' }),
  );
  return buildSubgraphSchema(definition, definition.compose({ db, clock: offsetClock(0), cipher: noCipher }));
}

async function migrateSubgraph(definition: SubgraphDefinition, env: Environment): Promise<void> {
  const ran = await migrate(ownerUrl(definition, env), definition.database);
  process.stdout.write(
    ran.length === 0 ? `${definition.name}: schema is current\n` : `${definition.name}: ran ${ran.join(', ')}\n`,
  );
}

function ownerUrl(definition: SubgraphDefinition, env: Environment): string {
  const { ownerDatabaseUrl } = readSubgraphConfig(definition.name, definition.defaultPort, env);
  if (!ownerDatabaseUrl) throw new FaultError(`This needs NUAN_${definition.name.toUpperCase()}_OWNER_DATABASE_URL.`);
  return ownerDatabaseUrl;
}

/** A program that doesn't say who may see what is neither served nor composed. */
function assertHasPolicy({ name, policy }: SubgraphDefinition): void {
  if (!policy) throw new FaultError(`${name} has no policy: state who may see and do what in apps/${name}/src/policy.`);
}

function assertMayServe(definition: SubgraphDefinition, config: SubgraphConfig): void {
  assertHasPolicy(definition);
  assertAnchored(config);
}

/** Starts serving; resolves when the port is open. */
export async function serveSubgraph(definition: SubgraphDefinition, config: SubgraphConfig): Promise<RunningSubgraph> {
  assertMayServe(definition, config);
  const logger = createLogger({ name: definition.name, level: config.logLevel });
  const applicationName = `nuan ${definition.name}`;
  const db = new DataSource(databaseOptions({ ...definition.database, url: config.databaseUrl, applicationName }));
  const clock = offsetClock(config.clockOffsetMs);
  // First of all: a program that may not start where it is put touches no database.
  const trust = await openTrust(config.trust, logger, definition.revocations?.({ db, clock }));
  const [cipher] = await Promise.all([readCipher(config), connect(db, definition.name), readHolidays(config)]);
  const parts = definition.compose({ db, clock, cipher });
  const schema = await buildSubgraphSchema(definition, parts);
  const cost = new CostControl(config.cost);
  const audit = keepAudit(db, definition.name, config, clock, logger);
  const options = { policy: definition.policy, cost, refusals: audit.refusals, acts: audit.acts, logger };
  const servers = await startServers(definition, schema, (of) => createApolloServer({ ...options, schema: of }));
  const feeds = followFeeds(definition, config, db, logger);
  const forgetKeys = followKeys(config, cipher, logger);
  const http = await createHttpServer({
    name: definition.name,
    apollo: servers.whole,
    contracts: servers.contracts,
    ...{ verifier: trust.verifier, partnersNeedContract: config.trust.mode === 'production' },
    introspection: config.trust.introspection,
    clock,
    refusals: audit.refusals,
    cost,
    documents: await knownDocuments(config),
    referenceVersion: definition.referenceVersion,
    gatewaySecret: config.gatewaySecret?.reveal() ?? null,
    graphiqlDir: config.graphiqlDir,
    ready: () => assertReady(db, definition),
    metrics: async () => feedMetrics(definition.name, feeds.lags(), clock) + ((await parts.metrics?.()) ?? ''),
    routes: parts.routes?.(logger),
  });
  const url = await http.listen({ host: config.host, port: config.port });
  const folding = foldRegularly(db, config.foldEveryMs, logger);
  const jobs = runJobsRegularly(db, clock, parts, logger);
  const scheduled = runScheduled(definition.scheduled ?? [], config.releaseSchedule, { db, clock, logger });
  logger.info({ url }, 'serving');
  const stop = async (): Promise<void> => {
    clearInterval(folding);
    forgetKeys();
    trust.stop();
    // Feeds first: while siblings that stop too are still being asked, each would wait for the other's connection to end.
    await Promise.all([jobs.stop(), feeds.stop(), scheduled?.stop()]);
    await closeHttp(http);
    await servers.stop();
    await audit.stop();
    await db.destroy();
  };
  return { url, stop };
}

type Server = ContractServer['apollo'];

/** A server over the whole schema, and one for each contract over its part. */
async function startServers(
  { contracts = [] }: SubgraphDefinition,
  schema: GraphQLSchema,
  serverOf: (schema: GraphQLSchema) => Server,
): Promise<{ readonly whole: Server; readonly contracts: readonly ContractServer[]; stop(): Promise<void> }> {
  const schemas = contractsOfSchema(schema);
  const whole = serverOf(schema);
  const parts = contracts.flatMap((contract) => {
    const part = schemas.get(contract.name);
    return part ? [{ contract, apollo: serverOf(part) }] : [];
  });
  const all = [whole, ...parts.map(({ apollo }) => apollo)];
  await Promise.all(all.map((server) => server.start()));
  return {
    whole,
    contracts: parts,
    stop: async () => void (await Promise.all(all.map((server) => server.stop()))),
  };
}

/** Answers what has been asked and ends: a connection that falls idle meanwhile is closed, not waited for until its client lets go. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const sweeping = setInterval(() => http.server.closeIdleConnections(), 50);
  await http.close();
  clearInterval(sweeping);
}

async function connect(db: DataSource, name: string): Promise<void> {
  await db.initialize().catch((cause: unknown) => {
    throw new FaultError(`The database of ${name} can't be reached; check NUAN_${name.toUpperCase()}_DATABASE_URL.`, {
      cause,
    });
  });
}

/** Ready means: the database answers, and the newest migration of this code has run on it. */
async function assertReady(db: DataSource, definition: SubgraphDefinition): Promise<void> {
  const newest = definition.database.migrations.length;
  const rows = await db
    .query<{ count: number }[]>('select count(*)::int as count from schema_migration')
    .catch((cause: unknown) => {
      throw new FaultError('the database does not answer', { cause });
    });
  if ((rows[0]?.count ?? 0) < newest)
    throw new FaultError('the database schema is older than this program; run migrate');
}

/** Keeps the delta tables short, so that reading an aggregate stays one small scan. Aggregates are exact before and after. */
function foldRegularly(db: DataSource, everyMs: number, logger: Logger): NodeJS.Timeout {
  return setInterval(() => {
    foldRollups(db).catch((err: unknown) =>
      logger.warn({ err }, 'folding the rollups failed; they stay exact and are folded next time'),
    );
  }, everyMs).unref();
}

function knownDocuments({ documentsFile, documentMode }: SubgraphConfig): Promise<DocumentStore> | null {
  return documentsFile === null ? null : readDocuments(documentsFile, documentMode);
}

/** How soon a refusal is on record. */
const RECORD_REFUSALS_EVERY_MS = 2_000;

/** What the audit holds beside acts: refusals, and the end of its chain outside the database. */
function keepAudit(
  db: DataSource,
  name: string,
  config: SubgraphConfig,
  clock: Clock,
  logger: Logger,
): { readonly refusals: RefusalRecorder; readonly acts: Acts; stop(): Promise<void> } {
  const acts = new Acts(db, clock);
  const refusals = new RefusalRecorder(acts, logger);
  refusals.start(RECORD_REFUSALS_EVERY_MS);
  watchRefusals(db, (viewer, action, outcome) => refusals.noteOutcome(viewer, action, outcome));
  const anchors = anchorRegularly(db, name, config, logger);
  return {
    refusals,
    acts,
    async stop() {
      await refusals.stop();
      await anchors?.stop();
    },
  };
}

/** How soon a job begins after the act that started it. */
const LOOK_FOR_JOBS_EVERY_MS = 500;

/** Runs the subgraph's long work beside its requests; each step is its own transaction, so it may end at any step. */
function runJobsRegularly(db: DataSource, clock: Clock, { jobs = [] }: SubgraphParts, logger: Logger): JobRunner {
  const runner = new JobRunner(db, clock, jobs, {
    onFault: (err, { id, kind }) => logger.error({ err, jobId: id, kind }, 'a step of a job failed; it is tried again'),
  });
  if (jobs.length > 0) runner.start(LOOK_FOR_JOBS_EVERY_MS);
  return runner;
}

/** Takes the holidays of newer years into the calendar, before anything counts working days. */
async function readHolidays({ holidaysFile }: SubgraphConfig): Promise<void> {
  if (holidaysFile !== null) updateHolidays(await readFile(holidaysFile, 'utf8'));
}
