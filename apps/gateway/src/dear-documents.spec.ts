import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { describe, expect, it } from '@jest/globals';
import { createLimitRules } from '@nuan/federation';
import { parse, validate } from 'graphql';

import { DEAR_DOCUMENTS } from '../specimens/dear-documents';
import { publicSchemaOf } from './execution/public-schema';
import { PLANNED_LIMITS } from './runtime/limits.plugin';

/** More than the largest plan of a document within the limits, of which the planner makes about three a condition. */
const MOST_FETCHES = 150;

describe('a document that is dear to plan', () => {
  const planner = new QueryPlanner(readFileSync(join(__dirname, '../supergraph.graphql'), 'utf8'));
  const schema = publicSchemaOf(planner.consumerSchema);
  const rules = createLimitRules(PLANNED_LIMITS);

  it.each(DEAR_DOCUMENTS.map((document) => [document.title, document] as const))(
    'is refused by its limit or planned into few fetches: %s',
    async (_title, { query, code }) => {
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const refusals = validate(schema, document, rules).map(({ extensions }) => extensions['code']);
      if (code !== null) return expect(refusals).toContain(code);
      expect(refusals).toEqual([]);
      const plan = await planner.planAsync(query, null, new Set(), 0);
      const fetches = JSON.stringify(plan).match(/"kind":"(?:Batch)?Fetch"/g) ?? [];
      expect(fetches.length).toBeGreaterThan(0);
      expect(fetches.length).toBeLessThan(MOST_FETCHES);
    },
  );
});
