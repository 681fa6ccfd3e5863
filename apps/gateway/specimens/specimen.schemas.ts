/** A subgraph for specs: real SDL in the form in which composition takes it, and resolvers over a few constant rows. */
export interface Specimen {
  readonly sdl: string;
  readonly resolvers: Record<string, unknown>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable", "@external", "@provides"])
scalar RegionCode
scalar Date
enum RegionLevel { PROVINCE PREFECTURE COUNTY }
extend type Query {
  regions(on: Date, level: RegionLevel, under: RegionCode): [Region!]! @shareable
  region(code: RegionCode!): Region @shareable
}
`;

/** Codes of the sixteen cities, in order, as every subgraph lists them. */
export const CITY_CODES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18].map(
  (city) => `34${String(city).padStart(2, '0')}00`,
);

const regions = () => CITY_CODES.map((code) => ({ code }));

const rootLists = { regions, region: (_: unknown, { code }: { code: string }) => ({ code }) };

function household(id: string) {
  const number = Number(id);
  return {
    __typename: 'Household',
    id,
    fileNo: `F${id}`,
    region: number % 2 === 0 ? { code: '340100' } : { code: '340200' },
    employer: { id: `E${number % 3}` },
    head: { id: `W${id}`, name: `张${id}` },
    nothing: null,
  };
}

/** What ran, in order: for the spec that mutations run one after another. */
export const mutationLog: string[] = [];

const workers: Specimen = {
  sdl: `${LINK}
type Region @key(fields: "code") { code: RegionCode! @external hardship: Hardship }
type Hardship { filed: Int! migrant: Int byCause(limit: Int = 2): [CauseCount!]! }
type CauseCount { cause: Cause! count: Int! }
enum Cause { ILLNESS DISASTER }
interface Named { name: String! }
type Worker implements Named @key(fields: "id") { id: ID! name: String! }
type Enterprise @key(fields: "id") { id: ID! }
type Household @key(fields: "id") {
  id: ID!
  fileNo: String!
  region: Region @provides(fields: "code")
  employer: Enterprise
  head: Worker!
  nothing: String!
}
union Found = Household | Worker
input Filter { min: Int! = 1 }
extend type Query {
  households(first: Int = 3, filter: Filter): [Household!]!
  household(id: ID!): Household
  found: [Found!]!
  named: Named
  faulty: String
  refused: String
}
type Mutation { register(no: String!): Household! }
`,
  resolvers: {
    Query: {
      ...rootLists,
      households: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: first }, (_row, index) => household(String(index))),
      household: (_: unknown, { id }: { id: string }) => household(id),
      found: () => [household('1'), { __typename: 'Worker', id: 'W9', name: '李九' }],
      named: () => ({ __typename: 'Worker', id: 'W9', name: '李九' }),
    },
    Mutation: {
      register: async (_: unknown, { no }: { no: string }) => {
        mutationLog.push(`start ${no}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        mutationLog.push(`end ${no}`);
        return household(no);
      },
    },
    Region: {
      hardship: ({ code }: { code: string }) => ({ filed: Number(code.slice(2, 4)), migrant: null }),
    },
    Hardship: { byCause: (_: unknown, { limit }: { limit: number }) => [{ cause: 'ILLNESS', count: limit }] },
    Household: { __resolveReference: ({ id }: { id: string }) => household(id) },
    Worker: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `张${id}` }) },
  },
};

const enterprises: Specimen = {
  sdl: `${LINK}
type Region @key(fields: "code") { code: RegionCode! @external enterpriseStats: EnterpriseStats }
type EnterpriseStats { distressed: Int! }
type Enterprise @key(fields: "id") { id: ID! name: String industry: String }
`,
  resolvers: {
    Query: rootLists,
    Region: { enterpriseStats: () => ({ distressed: 7 }) },
    Enterprise: {
      __resolveReference: ({ id }: { id: string }) => ({ id, name: `厂${id}`, industry: 'COAL' }),
    },
  },
};

const assistance: Specimen = {
  sdl: `${LINK}
type Region @key(fields: "code") { code: RegionCode! @external aid(campaign: String): Aid }
type Aid { distributed: String }
type Household @key(fields: "id") { id: ID! activePlan: Plan aidTotal(year: Int): String }
type Plan { status: String! progress: Float }
type Mutation { pay(household: ID!): Household }
`,
  resolvers: {
    Query: rootLists,
    Region: { aid: (_: unknown, { campaign }: { campaign?: string }) => ({ distributed: `${campaign ?? 'all'}.00` }) },
    Mutation: {
      pay: (_: unknown, { household: id }: { household: string }) => {
        mutationLog.push(`pay ${id}`);
        return { id };
      },
    },
    Household: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      activePlan: ({ id }: { id: string }) => (id === '1' ? null : { status: 'ACTIVE', progress: 0.5 }),
      aidTotal: ({ id }: { id: string }, { year }: { year?: number }) => `${id}.${year ?? 0}`,
    },
  },
};

function blockOnly(field: string, type: string): Specimen {
  return {
    sdl: `${LINK}
type Region @key(fields: "code") { code: RegionCode! @external ${field}(year: Int): ${type} }
type ${type} { total: Int! }
`,
    resolvers: { Query: rootLists, Region: { [field]: () => ({ total: 3 }) } },
  };
}

/** The five, by name. */
export const specimens: Readonly<Record<string, Specimen>> = {
  workers,
  enterprises,
  assistance,
  employment: blockOnly('employment', 'EmploymentBlock'),
  migrants: blockOnly('migrant', 'MigrantBlock'),
};
