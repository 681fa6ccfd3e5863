import { feedCursorLoad } from '../feed-cursors';
import { SAMPLE_CAMPAIGNS } from '../sample-campaigns';
import type { SampleTools, TableLoad } from '../table-load';

/** The campaigns that the enterprises subgraph checks visits by. */
export const projectionLoads = (tools: SampleTools): TableLoad[] => [
  {
    table: 'campaign_projection',
    columns: ['id', 'code', 'status', 'starts_on', 'ends_on', 'source_version'],
    *rows() {
      for (const [at, { code, status, startsOn, endsOn }] of SAMPLE_CAMPAIGNS.entries())
        yield [tools.id('campaign', at), code, status, startsOn, endsOn, 1];
    },
  },
  feedCursorLoad(['assistance']),
];
