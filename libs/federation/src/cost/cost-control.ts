import type { Viewer } from '@nuan/auth';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

import { type AnswerCost, compileAnswerCost } from './actual-cost';
import { compileCost, type OperationCost, type Variables } from './cost-model';
import { allowanceOf } from './allowance';
import { type Charge, clientOf, RateLimiter } from './rate-limiter';

/** What operations may cost. */
export interface CostLimits {
  /** Most that one operation may cost by its estimate, in units. */
  readonly maxCost: number;
  /** Units that a client may spend in a minute; null: as many as it likes. */
  readonly perMinute: number | null;
  /** The same for a partner department's client; as everybody's when absent. */
  readonly partnerPerMinute?: number | null;
}

/** What a client is told of the cost of its operation, in `extensions.cost`. */
export interface CostReport {
  /** The estimate that was charged. */
  readonly requested: number;
  /** Objects of the answer. */
  readonly actual: number;
  /** The most that one operation may cost. */
  readonly max: number;
  /** What the client may still spend now; null where nothing limits it. */
  readonly remaining: number | null;
}

/** An operation that was let through. */
export interface Admitted {
  /** The report for its answer, and the charge for what the answer has beyond the estimate. To be asked for once. */
  report(data: unknown): CostReport;
}

/** Least that an operation costs, and that a client must have left for its request to be read at all. */
const LEAST = 1;

/** What is worked out once for an operation. */
interface Priced {
  readonly estimate: OperationCost;
  readonly actual: AnswerCost;
}

/** What stands for an operation that isn't in its document, which is refused before anything of it runs. */
const NOTHING: Priced = { estimate: () => 0, actual: () => 0 };

/**
 * The gate before execution: prices an operation, refuses what is too dear (COST_LIMIT) or asked too often (RATE_LIMITED, with
 * Retry-After), and reports the cost with the answer. Where an answer has more objects than were estimated, as lists have that
 * nothing bounds, the client pays for them afterwards.
 */
export class CostControl {
  private readonly compiled = new WeakMap<OperationDefinitionNode, Priced>();
  private readonly rate: RateLimiter;

  constructor(
    private readonly limits: CostLimits,
    nowMs?: () => number,
  ) {
    this.rate = new RateLimiter(nowMs);
  }

  /**
   * Lets an operation through.
   *
   * @throws GraphQLError COST_LIMIT or RATE_LIMITED, with the figures.
   */
  admit(
    viewer: Viewer,
    schema: GraphQLSchema,
    document: DocumentNode,
    name: string | null,
    variables: Variables,
  ): Admitted {
    const priced = this.priced(schema, document, name);
    const requested = Math.max(LEAST, priced.estimate(variables));
    const { maxCost: max } = this.limits;
    if (requested > max) {
      this.refused(viewer, document.loc?.source.body.length ?? 0);
      throw new GraphQLError(
        `The operation may cost ${requested} units, and ${max} are allowed: ask for shorter pages.`,
        {
          extensions: { code: 'COST_LIMIT', cost: { requested, max }, http: { status: 400 } },
        },
      );
    }
    const left = this.charge(viewer, requested);
    return {
      report: (data) => {
        const actual = priced.actual(data);
        const beyond = Math.max(0, actual - requested);
        this.debit(viewer, beyond);
        return { requested, actual, max, remaining: left === null ? null : Math.max(0, left - beyond) };
      },
    };
  }

  /**
   * Charges a document that was refused before it could be priced, one unit a character: parsing and checking it was work, and the
   * longer it is, the more. A client that sends nothing else is soon refused at the door.
   */
  refused(viewer: Viewer, characters: number): void {
    this.debit(viewer, characters);
  }

  /** Seconds that a client which has nothing left must wait, so that it is turned away before its document is parsed; null: let it in. */
  spent(viewer: Viewer): number | null {
    const perMinute = allowanceOf(viewer, this.limits);
    if (perMinute === null) return null;
    const charge = this.rate.take(clientOf(viewer), perMinute, 0, LEAST);
    return charge.isGranted ? null : charge.retryAfterS;
  }

  private priced(schema: GraphQLSchema, document: DocumentNode, name: string | null): Priced {
    const operation = getOperationAST(document, name);
    if (!operation) return NOTHING;
    let priced = this.compiled.get(operation);
    if (!priced) {
      const estimate = compileCost(schema, document, operation);
      this.compiled.set(operation, (priced = { estimate, actual: compileAnswerCost(document, operation) }));
    }
    return priced;
  }

  /** @returns what remains; null where nothing limits. */
  private charge(viewer: Viewer, units: number): number | null {
    const perMinute = allowanceOf(viewer, this.limits);
    if (perMinute === null) return null;
    const charge = this.rate.take(clientOf(viewer), perMinute, units);
    if (charge.isGranted) return charge.remaining;
    throw rateLimited(units, charge);
  }

  /** Takes what work has cost that was done already. */
  private debit(viewer: Viewer, units: number): void {
    const perMinute = allowanceOf(viewer, this.limits);
    if (perMinute !== null) this.rate.debit(clientOf(viewer), perMinute, units);
  }
}

function rateLimited(
  requested: number,
  { retryAfterS, remaining }: Exclude<Charge, { isGranted: true }>,
): GraphQLError {
  return new GraphQLError(`This client has spent its allowance: try again in ${retryAfterS} seconds.`, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterS,
      cost: { requested, remaining },
      http: { status: 429, headers: { 'retry-after': String(retryAfterS) } },
    },
  });
}
