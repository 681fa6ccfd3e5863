import { beyondRegions } from '@nuan/database';
import { type Clock, today } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

interface Waiting {
  readonly waiting: number;
  readonly overdue: number;
}

/** How many emergency accesses (应急授权) wait for their review, in the text format of Prometheus: a monitor sees that nobody reviews them. */
export async function emergencyMetrics(db: DataSource, clock: Clock): Promise<string> {
  const [row] = await beyondRegions('a monitor is told how many there are, and of no region', () =>
    db.query<Waiting[]>(
      `select count(*)::int as waiting, (count(*) filter (where review_due_on < $1))::int as overdue
       from emergency_access where reviewed_at is null`,
      [today(clock)],
    ),
  );
  const { waiting = 0, overdue = 0 } = row ?? {};
  return (
    gauge('nuan_emergency_reviews_waiting', 'Emergency accesses that nobody has reviewed.', waiting) +
    gauge('nuan_emergency_reviews_overdue', 'Those of them whose last day of review is over.', overdue)
  );
}

function gauge(name: string, help: string, value: number): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;
}
