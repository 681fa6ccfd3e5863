import { expect } from '@jest/globals';
import type { DevelopmentTokenOptions } from '@nuan/auth';
import { rowsOf } from '../testkit/rows';
import type { Answer, SampleSupergraph } from '../testkit/sample-supergraph';

/** Hefei, its district Luyang, where the stories play, and the district next door. */
export const HEFEI = '340100';
export const LUYANG = '340103';
const BAOHE = '340111';

const at = (role: 'maker' | 'checker' | 'city', region: string, subject: string) =>
  ({ role, region, subject }) as const;

/** Everyone of the stories. */
export const PEOPLE = {
  city: at('city', HEFEI, 'hefei-officer'),
  maker: at('maker', LUYANG, 'luyang-maker'),
  checker: at('checker', LUYANG, 'luyang-checker'),
  neighbour: at('maker', BAOHE, 'baohe-maker'),
  /** A training agency: it works with the employment subgraph and nothing else, under its contract. */
  agency: {
    role: 'partner',
    region: HEFEI,
    subject: 'agency-1',
    department: '培训机构',
    subgraph: 'employment',
    contract: 'training-agency',
    scopes: ['training:write'],
  },
} as const satisfies Record<string, Partial<DevelopmentTokenOptions>>;
export type Person = keyof typeof PEOPLE;

/** What a step answered: the row that it changed, or the rule that refused it. */
export interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly version: number;
  readonly state?: string;
  readonly rule?: string;
}

/** What the unions did in a city, as q06 has it. */
export interface CityYear {
  readonly employment: CityWork;
  readonly aid: { readonly byPurpose: readonly { readonly purpose: string; readonly amount: string }[] };
}

/** What employment aid did in a city, as q06 has it. */
export interface CityWork {
  readonly spent: string;
  readonly placed: number;
  readonly retained6m: number;
}

/** An answer of q07. */
export interface Leaders {
  readonly startupProjects: {
    readonly nodes: readonly {
      readonly leader: { readonly nameMasked: string };
      readonly region: { readonly name: string };
      readonly support: readonly string[];
      readonly amount: string;
      readonly jobsCreated: { readonly value: number; readonly unit: string };
      readonly hires: { readonly nodes: readonly object[]; readonly totalCount: number };
    }[];
    readonly totalCount: number;
  };
}

const REFUSALS = '... on RuleBroken { rule } ... on TransitionRefused { rule } ... on VersionConflict { rule }';
let serial = 0;
/** Key of a request that is sent once. */
export const key = (): { idempotencyKey: string } => ({ idempotencyKey: `employment-${String((serial += 1))}` });
/** Id and version, as a step asks for them. */
export const stepOf = ({ id, version }: Outcome): object => ({ id, expectedVersion: version });

/** The mutation `name`, with `fields` of the entity `type`. */
export function mutationOf(name: string, type: string, fields = 'id version'): string {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return `mutation ($input: ${input}) { outcome: ${name}(input: $input) { __typename ... on ${type} { ${fields} } ${REFUSALS} } }`;
}

/** Officers at work through the gateway, and the agency at the employment subgraph itself. */
export class Office {
  constructor(private readonly graph: SampleSupergraph) {}

  /** A step through the gateway. */
  act(person: Person, name: string, type: string, input: object, fields?: string): Promise<Outcome> {
    return outcomeOf(this.graph.ask(mutationOf(name, type, fields), { input }, PEOPLE[person]));
  }

  /** A step through the subgraph alone. */
  actAlone(person: Person, name: string, type: string, input: object, fields?: string): Promise<Outcome> {
    return outcomeOf(this.alone(person, mutationOf(name, type, fields), { input }));
  }

  /** The code with which a step through the gateway is refused. */
  async refusal(person: Person, name: string, type: string, input: object): Promise<unknown> {
    const { errors } = await this.graph.ask(mutationOf(name, type, '__typename'), { input }, PEOPLE[person]);
    return errors?.[0]?.extensions['code'];
  }

  /** A document for the employment subgraph, over HTTP, past the gateway. */
  async alone<Data>(person: Person, query: string, variables: object = {}): Promise<Answer<Data>> {
    const authorization = `Bearer ${await this.graph.tokens.issue(PEOPLE[person])}`;
    const response = await fetch(`${this.graph.subgraphs.employment.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }

  /** What q06 says of every city in a year. */
  async yuanPerExit(year: number): Promise<Readonly<Record<string, CityYear>>> {
    type City = CityYear & { readonly name: string };
    const { data, errors } = await this.graph.askQuestion<{ regions: City[] }>('q06-yuan-per-exit', { year });
    expect(errors).toBeUndefined();
    return Object.fromEntries(data.regions.map(({ name, ...city }) => [name, city]));
  }

  /** What q07 says of a year. */
  async leaders(year: number): Promise<Leaders['startupProjects']> {
    const { data, errors } = await this.graph.askQuestion<Leaders>('q07-startup-leaders', { year });
    expect(errors).toBeUndefined();
    return data.startupProjects;
  }

  /** People of Luyang whom employment aid has not reached yet. */
  async newcomers(count: number): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      this.graph.db.employment,
      `select id from worker_projection w where region_code = $1
         and not exists (select 1 from placement p where p.person_id = w.id)
         and not exists (select 1 from enrollment e where e.person_id = w.id)
         and not exists (select 1 from startup_project s where s.leader_id = w.id)
       order by id limit $2`,
      [LUYANG, count],
    );
    expect(rows).toHaveLength(count);
    return rows.map(({ id }) => id);
  }

  /** An employer of Luyang. */
  async employer(): Promise<string> {
    const [row] = await rowsOf<{ id: string }>(
      this.graph.db.employment,
      'select id from enterprise_projection where region_code = $1 order by id limit 1',
      [LUYANG],
    );
    return row?.id ?? '';
  }
}

async function outcomeOf(answer: Promise<Answer<{ readonly outcome: Outcome }>>): Promise<Outcome> {
  const { data, errors } = await answer;
  expect(errors).toBeUndefined();
  return data.outcome;
}

/** The figures of a city with what a story added to them. */
export const added = (
  before: CityWork | undefined,
  more: { spent?: number; placed?: number; retained6m?: number },
) => ({
  spent: (Number(before?.spent) + (more.spent ?? 0)).toFixed(2),
  placed: (before?.placed ?? 0) + (more.placed ?? 0),
  retained6m: (before?.retained6m ?? 0) + (more.retained6m ?? 0),
});
