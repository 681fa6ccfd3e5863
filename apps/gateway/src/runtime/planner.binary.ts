import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Logger } from '@nuan/telemetry';

/** The class of the Rust planner. */
export type PlannerClass = typeof QueryPlanner;

/**
 * The Rust planner, or null where its binary doesn't exist (musl, Windows) or doesn't load; the runtime's own planner serves
 * then, slower and with the same answers. One line says so.
 */
export async function loadPlanner(logger: Logger): Promise<PlannerClass | null> {
  try {
    const { QueryPlanner: Planner } = await import('@graphql-hive/router-query-planner');
    return Planner;
  } catch (error) {
    const hint = 'the JavaScript planner serves; use a glibc Linux or macOS host for the faster one';
    logger.warn({ err: error, hint }, 'the Rust query planner has no binary here');
    return null;
  }
}
