import type { Revocations } from '@nuan/auth';
import type { DatabaseDefinition, FieldCipher } from '@nuan/database';
import type { Followed, JobHandler } from '@nuan/facts';
import type { Clock, StateMachine } from '@nuan/kernel';
import type { FastifyPluginAsync } from 'fastify';
import type { Logger } from '@nuan/telemetry';
import type { DataSource } from 'typeorm';

import type { SubgraphCommand } from './commands';
import type { Contract } from './contracts/contract';
import type { Policy } from './policy/policy';
import type { Reference } from './references';
import type { ScheduledWork } from './scheduled-work';

type Constructor = abstract new (...args: never[]) => unknown;

/** What the composition root of a subgraph is given. */
export interface SubgraphDependencies {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly cipher: FieldCipher;
}

/** What the composition root makes: resolver instances, and one entry per entity type that it resolves or contributes to. */
export interface SubgraphParts {
  readonly resolvers: readonly object[];
  readonly references: { readonly [typeName: string]: Reference };
  /** Long work of this subgraph, one handler per kind; its process runs them. */
  readonly jobs?: readonly JobHandler[];
  /** Figures of its own for `/metrics`, in the text format of Prometheus; none of them is about a person. */
  readonly metrics?: () => Promise<string>;
  /** Routes of its own beside GraphQL, for what other protocols ask; what they parse, answer and log stays theirs. */
  readonly routes?: (logger: Logger) => FastifyPluginAsync;
}

/** One subgraph, as everything that runs, migrates, tests, emits or composes it needs to know it. */
export interface SubgraphDefinition {
  /** Lower-case name: folder, database and environment variables follow from it. */
  readonly name: string;
  /** English title with the Chinese term, for pages and logs. */
  readonly title: string;
  readonly defaultPort: number;
  /** `REFERENCE_VERSION` of `@nuan/regions`: a gateway merges parallel lists of regions by index, so all must hold one list. */
  readonly referenceVersion: string;
  readonly database: DatabaseDefinition;
  /** Object types that no resolver returns but the schema must hold. */
  readonly orphanedTypes?: readonly Constructor[];
  /** State machines of this subgraph's entities, for the generated diagrams. */
  readonly machines?: readonly StateMachine[];
  /** Commands of the subgraph's program beside those that all have, by name. */
  readonly commands?: Readonly<Record<string, SubgraphCommand>>;
  /** Work that falls due by the calendar; its process does it. */
  readonly scheduled?: readonly ScheduledWork[];
  /** Facts of other subgraphs that this one keeps: its process follows their feeds. */
  readonly follows?: readonly Followed[];
  /** Who may read and do what: a line for every type and field, or the schema isn't built. */
  readonly policy?: Partial<Policy>;
  /** What partner departments see of this subgraph, each a part of its schema. */
  readonly contracts?: readonly Contract[];
  /** What was taken back, where this program itself keeps the list that all others ask for. */
  readonly revocations?: (dependencies: Pick<SubgraphDependencies, 'db' | 'clock'>) => Revocations;
  readonly compose: (dependencies: SubgraphDependencies) => SubgraphParts;
}

/** What a subgraph states: its database takes its name. */
export interface SubgraphOptions extends Omit<SubgraphDefinition, 'database'> {
  readonly database: Omit<DatabaseDefinition, 'name'>;
}

/** States a subgraph. Pure: nothing is connected or registered until it is built. */
export function defineSubgraph(options: SubgraphOptions): SubgraphDefinition {
  return Object.freeze({ ...options, database: { ...options.database, name: options.name } });
}
