import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import type { DisclosurePlan } from '@nuan/disclosure';
import { emitSchema, type SubgraphDefinition } from '@nuan/federation';
import {
  buildASTSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import type { DataSource } from 'typeorm';

import { minimalArguments } from '../policy/minimal-arguments';
import { executeSubgraph } from '../subgraph-execution';
import { viewerWith } from '../test-viewer';

/** What the walk over a schema needs to know. */
export interface AnalystReachTest {
  readonly definition: SubgraphDefinition;
  /** What the subgraph releases: it names the metrics of each field that gives an analyst money. */
  readonly plan: DisclosurePlan;
  readonly db: () => DataSource;
  /** Values of arguments by name, where a well-formed one leads nowhere. */
  readonly chosen?: Readonly<Record<string, unknown>>;
  /** Numbers that an analyst may read although they can't be withheld, each with the reason: they tell of nobody. */
  readonly open?: Readonly<Record<string, string>>;
  /** Keys of entities to begin from, beside the root fields. */
  readonly entities?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const NUMBERS = new Set(['Int', 'Float', 'Money', 'BigInt']);
const DEPTH = 5;
const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

interface Place {
  /** The document up to the selection of this type. */
  readonly document: (selection: string) => string;
  readonly declared: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly type: GraphQLObjectType;
  /** Whether this or an enclosing object says `suppressed`. */
  readonly mayWithhold: boolean;
  readonly depth: number;
}

/** What the walk found. */
interface Found {
  readonly refused: string[];
  readonly withheld: string[];
  readonly bare: string[];
  /** Fields that give money. */
  readonly money: Set<string>;
}

/**
 * Tests every field of a schema that gives a number, from the root fields and from every entity down: as an analyst it is refused, or it can be
 * withheld – it may be null, within an object that says `suppressed` – or stands in `open` with a reason.
 */
export function testAnalystReach({
  definition,
  plan,
  db,
  chosen = {},
  open = {},
  entities = {},
}: AnalystReachTest): void {
  describe('what an analyst reaches', () => {
    let found: Found;
    beforeAll(async () => {
      const sdl = await emitSchema(definition);
      const schema = buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true });
      found = await new Walk(definition, db(), { REGION: '340000', ...chosen }).run(schema, entities);
    }, 240_000);

    it('is no number that could not be withheld', () => {
      expect(found.bare.filter((field) => !(field in open))).toEqual([]);
      expect(Object.keys(open).filter((field) => !found.bare.includes(field))).toEqual([]);
    });

    it('is no money but of metrics whose largest contributor the release maker knows', () => {
      const { metrics = [], fields = {} } = plan.contributors ?? {};
      const ofSomebody = [...found.money].filter((field) => field in fields || !(field in open));
      expect(ofSomebody.sort()).toEqual(Object.keys(fields).sort());
      for (const own of Object.values(fields)) expect(metrics).toEqual(expect.arrayContaining([...own]));
    });

    it('is refused wherever rows are given', () => {
      expect(found.refused.length).toBeGreaterThan(10);
      expect(found.withheld.length).toBeGreaterThan(3);
    });
  });
}

class Walk {
  private readonly viewer: Viewer = viewerWith({ role: 'analyst' });
  private readonly seen = new Set<string>();
  private readonly found: Found = { refused: [], withheld: [], bare: [], money: new Set() };

  constructor(
    private readonly definition: SubgraphDefinition,
    private readonly db: DataSource,
    private readonly chosen: Readonly<Record<string, unknown>>,
  ) {}

  async run(schema: GraphQLSchema, entities: NonNullable<AnalystReachTest['entities']>): Promise<Found> {
    const query = schema.getQueryType();
    if (!query) return this.found;
    const root = { declared: [], values: {}, mayWithhold: false, depth: 0 };
    await this.visit({ ...root, type: query, document: (selection) => `{ ${selection} }` });
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || !isEntity(type)) continue;
      const key = entities[type.name] ?? { id: ID };
      const wanted = JSON.stringify({ __typename: type.name, ...key }).replace(/"(\w+)":/g, '$1:');
      const document = (selection: string): string =>
        `{ _entities(representations: [${wanted}]) { ... on ${type.name} { ${selection} } } }`;
      await this.visit({ ...root, type, document });
    }
    return this.found;
  }

  private async visit(place: Place): Promise<void> {
    for (const field of Object.values(place.type.getFields())) {
      const name = `${place.type.name}.${field.name}`;
      if (field.name.startsWith('_') || this.seen.has(`${name} ${place.mayWithhold}`)) continue;
      this.seen.add(`${name} ${place.mayWithhold}`);
      await this.ask(place, field, name);
    }
  }

  private async ask(place: Place, field: GraphQLField<unknown, unknown>, name: string): Promise<void> {
    const type = getNamedType(field.type);
    const given = minimalArguments(field, this.chosenFor(field));
    const suffix = `${place.depth}`;
    const used = given.used.replace(/\$(\w+)/g, `$$$1${suffix}`);
    const declared = [
      ...place.declared,
      given.declared.replace(/^\(|\)$/g, '').replace(/\$(\w+)/g, `$$$1${suffix}`),
    ].filter(Boolean);
    const own = Object.fromEntries(Object.entries(given.values).map(([key, value]) => [`${key}${suffix}`, value]));
    const values = { ...place.values, ...own };
    const document = (selection: string): string =>
      place.document(`${field.name}${used} ${selection && `{ ${selection} }`}`);
    const isRefused = await this.isRefused(document(isLeafType(type) ? '' : '__typename'), declared, values);
    if (isRefused) this.found.refused.push(name);
    else if (isCount(type.name)) {
      if (type.name === 'Money') this.found.money.add(name);
      this.note(name, place.mayWithhold && !isNonNullType(field.type));
    } else if (isObjectType(type) && place.depth < DEPTH) {
      const mayWithhold = place.mayWithhold || 'suppressed' in type.getFields();
      await this.visit({ document, declared, values, type, mayWithhold, depth: place.depth + 1 });
    }
  }

  private note(name: string, canBeWithheld: boolean): void {
    (canBeWithheld ? this.found.withheld : this.found.bare).push(name);
  }

  private chosenFor(field: GraphQLField<unknown, unknown>): Record<string, unknown> {
    const regions = field.args.filter((argument) => String(getNamedType(argument.type)) === 'RegionCode');
    const province = Object.fromEntries(regions.map((argument) => [argument.name, this.chosen['REGION']]));
    const named = field.args.filter((argument) => argument.name in this.chosen);
    return { ...province, ...Object.fromEntries(named.map((argument) => [argument.name, this.chosen[argument.name]])) };
  }

  /** The document follows one chain of fields, so a refusal anywhere on it is one of what it ends in. */
  private async isRefused(
    document: string,
    declared: readonly string[],
    variables: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    const query = `query ${declared.length === 0 ? '' : `(${declared.join(', ')})`} ${document}`;
    const { errors } = await executeSubgraph(this.definition, { db: this.db, viewer: this.viewer, query, variables });
    return errors.some(({ code }) => code === 'FORBIDDEN');
  }
}

/** A count with its unit is one number. */
const isCount = (name: string): boolean => name === 'Count' || NUMBERS.has(name);

function isEntity(type: GraphQLObjectType): boolean {
  return (type.astNode?.directives ?? []).some(({ name }) => name.value === 'key');
}
