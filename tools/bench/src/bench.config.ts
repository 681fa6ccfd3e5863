import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Environment, port, readConfig, text, url } from '@nuan/config';
import { z } from 'zod';

/** The five subgraphs, whose databases the server written by hand reads too. */
export const SUBGRAPHS = ['workers', 'enterprises', 'assistance', 'employment', 'migrants'] as const;

/** A subgraph's name. */
export type SubgraphName = (typeof SUBGRAPHS)[number];

/** How the bench runs. */
export interface BenchConfig {
  /** The gateway's port on this machine. */
  readonly port: number;
  /** Absolute; the all-in-one's. */
  readonly dataDir: string;
  /** An administrator's URL of the server that holds the five databases; null: the embedded one of the data directory. */
  readonly adminUrl: string | null;
  /** Databases with a URL of their own, as the application role. */
  readonly ownUrls: Partial<Readonly<Record<SubgraphName, string>>>;
  readonly load: LoadShape;
  /** What an all-in-one that the bench starts is given. */
  readonly env: Environment;
}

/** How much is asked. Everything has an upper bound: the bench ends by itself. */
export interface LoadShape {
  /** Rounds of each contestant; they take turns. */
  readonly rounds: number;
  /** Length of a round in milliseconds. */
  readonly roundMs: number;
  /** Length of the warm-up of each contestant and question in milliseconds. */
  readonly warmUpMs: number;
  /** Length of the round with one caller alone in milliseconds. */
  readonly aloneMs: number;
  /** Callers at once, each on a connection of its own. */
  readonly concurrency: number;
}

const POSTGRES = { protocols: ['postgres:', 'postgresql:'] } as const;

const bounded = (min: number, max: number) =>
  z.coerce
    .number({ error: `expected a number from ${min} to ${max}` })
    .min(min)
    .max(max);

const SHAPE = z.object({
  '--rounds': bounded(1, 20),
  '--seconds': bounded(0.2, 30),
  '--warm-up': bounded(0, 30),
  '--concurrency': bounded(1, 64),
});

/**
 * Reads the environment and the arguments.
 * @throws ConfigError that lists every fault.
 */
export function readBenchConfig(env: Environment, args: readonly string[]): BenchConfig {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      'warm-up': { type: 'string', default: '3' },
      concurrency: { type: 'string', default: '8' },
    },
  });
  const shape = readConfig(SHAPE, {
    '--rounds': values.rounds,
    '--seconds': values.seconds,
    '--warm-up': values['warm-up'],
    '--concurrency': values.concurrency,
  });
  const own = Object.fromEntries(SUBGRAPHS.map((name) => [databaseVariable(name), url(POSTGRES).optional()]));
  const read = readConfig(
    z.object({ NUAN_PORT: port(4000), NUAN_DATA_DIR: text('.nuan'), NUAN_DATABASE_URL: url(POSTGRES).optional() }),
    env,
  );
  const urls = readConfig(z.object(own), env);
  const ownUrls = SUBGRAPHS.flatMap((name) => {
    const found = urls[databaseVariable(name)];
    return found === undefined ? [] : [[name, String(found)] as const];
  });
  return {
    port: read.NUAN_PORT,
    dataDir: resolve(read.NUAN_DATA_DIR),
    adminUrl: read.NUAN_DATABASE_URL === undefined ? null : String(read.NUAN_DATABASE_URL),
    ownUrls: Object.fromEntries(ownUrls),
    env,
    load: {
      rounds: Math.round(shape['--rounds']),
      roundMs: 1000 * shape['--seconds'],
      warmUpMs: 1000 * shape['--warm-up'],
      aloneMs: Math.min(1500, 1000 * shape['--seconds']),
      concurrency: Math.round(shape['--concurrency']),
    },
  };
}

/** How the contest of batches runs: how many payments, how often, and on which server. */
export interface BatchContestConfig {
  readonly payments: number;
  readonly rounds: number;
  /** An administrator's URL; null for an embedded server of the bench's own. */
  readonly adminUrl: string | null;
}

const BATCH_SHAPE = z.object({ '--payments': bounded(1_000, 1_000_000), '--rounds': bounded(1, 9) });

/**
 * Reads the environment and the arguments of `bench batch`.
 * @throws ConfigError that lists every fault.
 */
export function readBatchContestConfig(env: Environment, args: readonly string[]): BatchContestConfig {
  const { values } = parseArgs({
    args: [...args],
    options: { payments: { type: 'string', default: '128000' }, rounds: { type: 'string', default: '1' } },
  });
  const shape = readConfig(BATCH_SHAPE, { '--payments': values.payments, '--rounds': values.rounds });
  const read = readConfig(z.object({ NUAN_DATABASE_URL: url(POSTGRES).optional() }), env);
  return {
    payments: Math.round(shape['--payments']),
    rounds: Math.round(shape['--rounds']),
    adminUrl: read.NUAN_DATABASE_URL === undefined ? null : String(read.NUAN_DATABASE_URL),
  };
}

/** How large the audit is in which somebody is looked for. */
export interface AuditBenchConfig {
  readonly rows: number;
  readonly persons: number;
  /** An administrator's URL; null for an embedded server of the bench's own. */
  readonly adminUrl: string | null;
}

/**
 * Reads the environment and the arguments of `audit`.
 * @throws ConfigError that lists every fault.
 */
export function readAuditBenchConfig(env: Environment, args: readonly string[]): AuditBenchConfig {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({ args: [...args], options: { rows: option('10000000'), persons: option('500000') } });
  const shape = readConfig(z.object({ '--rows': bounded(1_000, 50_000_000), '--persons': bounded(5_000, 5_000_000) }), {
    '--rows': values.rows,
    '--persons': values.persons,
  });
  const read = readConfig(z.object({ NUAN_DATABASE_URL: url(POSTGRES).optional() }), env);
  return {
    rows: Math.round(shape['--rows']),
    persons: Math.round(shape['--persons']),
    adminUrl: read.NUAN_DATABASE_URL === undefined ? null : String(read.NUAN_DATABASE_URL),
  };
}

/** How the contest with hostile documents runs, against the all-in-one of `NUAN_DATA_DIR` on `NUAN_PORT`. */
export interface HostileConfig {
  readonly bench: BenchConfig;
  readonly attackers: number;
  readonly roundMs: number;
}

/**
 * Reads the environment and the arguments of `hostile`.
 * @throws ConfigError that lists every fault.
 */
export function readHostileConfig(env: Environment, args: readonly string[]): HostileConfig {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({ args: [...args], options: { attackers: option('8'), seconds: option('10') } });
  const shape = readConfig(z.object({ '--attackers': bounded(1, 64), '--seconds': bounded(1, 120) }), {
    '--attackers': values.attackers,
    '--seconds': values.seconds,
  });
  const bench = readBenchConfig(env, []);
  return { bench, attackers: Math.round(shape['--attackers']), roundMs: 1000 * shape['--seconds'] };
}

/** How the contest of a rush runs. Everything has an upper bound. */
export interface RushContestConfig {
  readonly claims: number;
  /** Places of the event. */
  readonly places: number;
  readonly rounds: number;
  /** Processes of migrants that take the claims. */
  readonly processes: number;
  /** Callers of ours at once. */
  readonly callers: number;
  /** Connections of the script. */
  readonly connections: number;
  /** An administrator's URL; null for an embedded server of the bench's own. */
  readonly adminUrl: string | null;
}

const RUSH_SHAPE = z.object({
  '--claims': bounded(100, 50_000),
  '--places': bounded(1, 50_000),
  '--rounds': bounded(1, 9),
  '--processes': bounded(1, 4),
  '--callers': bounded(1, 1_000),
  '--connections': bounded(1, 32),
});

/**
 * Reads the environment and the arguments of `bench rush`.
 * @throws ConfigError that lists every fault.
 */
export function readRushContestConfig(env: Environment, args: readonly string[]): RushContestConfig {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ claims: option('6000'), places: option('300'), rounds: option('3') },
      ...{ processes: option('2'), callers: option('200'), connections: option('16') },
    },
  });
  const given = Object.entries(values).map(([name, value]) => [`--${name}`, value] as const);
  const shape = readConfig(RUSH_SHAPE, Object.fromEntries(given));
  const read = readConfig(z.object({ NUAN_DATABASE_URL: url(POSTGRES).optional() }), env);
  return {
    claims: Math.round(shape['--claims']),
    places: Math.round(shape['--places']),
    rounds: Math.round(shape['--rounds']),
    processes: Math.round(shape['--processes']),
    callers: Math.round(shape['--callers']),
    connections: Math.round(shape['--connections']),
    adminUrl: read.NUAN_DATABASE_URL === undefined ? null : String(read.NUAN_DATABASE_URL),
  };
}

/** The variable with the application role's URL of one database. */
export function databaseVariable(name: SubgraphName): string {
  return `NUAN_${name.toUpperCase()}_DATABASE_URL`;
}
