import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { Disclosure, type DisclosurePlan } from './disclosure';
import { tallyOf } from './release-tally';

/** What a subgraph's program does to make a release by hand. */
export function releaseCommand(plan: DisclosurePlan): {
  readonly about: string;
  run(context: { name: string; db: DataSource; clock: Clock; print: (line: string) => void }): Promise<boolean>;
} {
  return {
    about: 'makes the next release of figures for analysts, beside the ones before',
    run: async ({ name, db, clock, print }) => {
      const release = await new Disclosure(db, clock, plan).make('COMMAND');
      print(`${name}: release ${release.number} of ${release.takenAt.toISOString()}`);
      for (const [level, { given, withheld }] of Object.entries(tallyOf(release, plan.populations)))
        print(`${name}: ${level}: ${given} of ${given + withheld} figures are given`);
      return true;
    },
  };
}

/** What a subgraph's process does by the calendar: the next release, once there is a first. */
export function scheduledRelease(plan: DisclosurePlan): {
  readonly name: string;
  runIfDue(context: { readonly db: DataSource; readonly clock: Clock; readonly dueAt: Date }): Promise<boolean>;
} {
  return {
    name: 'release',
    runIfDue: async ({ db, clock, dueAt }) => (await new Disclosure(db, clock, plan).makeIfDue(dueAt)) !== null,
  };
}
