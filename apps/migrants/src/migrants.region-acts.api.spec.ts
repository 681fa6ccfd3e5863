import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, can, ROLES, type Viewer } from '@nuan/auth';
import { buildSubgraphSchema } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import {
  executeSubgraph,
  minimalArguments,
  plantUnions,
  testCipher,
  testClock,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';
import type { GraphQLField } from 'graphql';

import { migrantsSubgraph } from './migrants.subgraph';

/** What stands for a whole region, or takes something from everybody in it. */
const OF_REGION = [
  ...['planReturn', 'openReturn', 'departReturn', 'finishReturn', 'cancelReturn', 'recordServed', 'buyGroupTickets'],
  ...['planEvent', 'openEvent', 'closeEvent', 'cancelEvent'],
  ...['planHealthCheckBatch', 'recordHealthCheckBatch', 'closeHealthCheckBatch', 'cancelHealthCheckBatch'],
  ...['planInspection', 'openInspection', 'closeInspection', 'cancelInspection', 'linkWageCase'],
  ...['addFinding', 'orderRectification', 'reportRectified', 'checkRectified', 'returnRectified'],
  ...['setAdvanceRule', 'setInsuranceTarget', 'startStationImport', 'startInsuranceProjectImport'],
  'startHealthCheckImport',
];

/** What who is bounded by unions may do, and what bounds it. */
const OF_UNIONS: Readonly<Record<string, readonly string[]>> = {
  'for a person, whose union decides': [
    ...['claimPlace', 'bookSeat', 'cancelPlace', 'markAttended', 'markBoarded', 'requestTravelSubsidies'],
    ...['nominateHonour', 'decideHonour', 'grantRestStay', 'startWageCaseWorkerImport', 'startTravelSubsidyImport'],
  ],
  'to a station, whose union decides': [
    ...['registerStation', 'equipStation', 'openStation', 'pauseStation', 'cancelStation', 'closeStation'],
    ...['changeStation', 'recordStationUse'],
  ],
  'in the matter of one employer, which the union of any of its workers takes up': [
    ...[
      'reportWageCase',
      'verifyWageCase',
      'orderPayment',
      'recordWagePayment',
      'sendWageCaseToLegal',
      'closeWageCase',
    ],
    ...['requestAdvance', 'registerProject', 'recordInsurance', 'closeProject'],
  ],
  'to an import, which belongs to who sent its file': [
    ...['appendStationImport', 'finishStationImport', 'cancelStationImport'],
    ...['appendInsuranceProjectImport', 'finishInsuranceProjectImport', 'cancelInsuranceProjectImport'],
    ...['appendWageCaseWorkerImport', 'finishWageCaseWorkerImport', 'cancelWageCaseWorkerImport'],
    ...['appendTravelSubsidyImport', 'finishTravelSubsidyImport', 'cancelTravelSubsidyImport'],
    ...['appendHealthCheckImport', 'finishHealthCheckImport', 'cancelHealthCheckImport'],
  ],
};

const UNION = newId();
const OF_A_WHOLE_REGION = 'This is of a whole region, and you write for some of its unions.';

describe('acts of whoever writes for some unions of a region', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let acts: readonly GraphQLField<unknown, unknown>[] = [];

  beforeAll(async () => {
    await plantUnions(db.owner, { [UNION]: null });
    const parts = migrantsSubgraph.compose({ db: db.app, clock: testClock, cipher: testCipher });
    const schema = await buildSubgraphSchema(migrantsSubgraph, parts);
    acts = Object.values(schema.getMutationType()?.getFields() ?? {});
  }, 60_000);

  /** Somebody of the county who holds the right of an act. */
  const holderOf = (name: string, readUnions: readonly string[] | null): Viewer => {
    const [, , ...rights] = migrantsSubgraph.policy?.mutations?.[name] ?? [];
    const holders = ROLES.map((role) => viewerWith({ role, read: ['340102'], readUnions }));
    const holder = holders.find((viewer) => rights.some((right) => can(viewer, right as Action)));
    if (!holder) throw new TypeError(`no role holds ${rights.join(', ')}`);
    return holder;
  };
  /** Acts that are refused for their region, when each is given the least that it takes. */
  const refusedTo = async (readUnions: readonly string[] | null): Promise<string[]> => {
    const refused: string[] = [];
    for (const act of acts) {
      const { declared, used, values } = minimalArguments(act);
      const query = `mutation${declared} { ${act.name}${used} { __typename } }`;
      const viewer = holderOf(act.name, readUnions);
      const { errors } = await executeSubgraph(migrantsSubgraph, {
        db: db.app,
        viewer,
        query,
        variables: { ...values },
      });
      if (errors.some(({ code, message }) => code === 'FORBIDDEN' && message === OF_A_WHOLE_REGION))
        refused.push(act.name);
    }
    return refused.sort();
  };

  it('are each of the region, or bounded by something that has a union', () => {
    expect([...OF_REGION, ...Object.values(OF_UNIONS).flat()].sort()).toEqual(acts.map(({ name }) => name).sort());
  });

  it('I34: are refused where they are of the whole region, and no others', async () => {
    expect(await refusedTo([UNION])).toEqual([...OF_REGION].sort());
    expect(await refusedTo(null)).toEqual([]);
  });
});
