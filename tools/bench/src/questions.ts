import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A question that both contestants answer. */
export interface Question {
  readonly title: string;
  /** What the gateway is asked. */
  readonly document: string;
  readonly variables: object;
  /** Where the server written by hand answers it. */
  readonly path: string;
}

/** The list page of a register as an officer opens it: the latest files, with names from two other subgraphs and aid from a third. */
const HOUSEHOLD_PAGE = `query HouseholdPage($first: Int!, $year: Int!) {
  households(first: $first, where: { status: { eq: RECORDED } }, orderBy: [{ field: RECORDED_ON, direction: DESC }]) {
    nodes {
      id fileNo category recordedOn
      region { name }
      union { name }
      employer { name }
      head { nameMasked }
      aidTotal(year: $year)
      activePlan { status progress }
    }
    pageInfo { hasNextPage }
  }
}`;

/** The board of the cities as it is saved for everybody, and a page of 50 households. */
export function readQuestions(questionsDir: string): readonly Question[] {
  const name = 'q01-city-board';
  const all = JSON.parse(readFileSync(join(questionsDir, 'variables.json'), 'utf8')) as Record<string, object>;
  return [
    {
      title: 'CityBoard (16 cities, five subgraphs)',
      document: readFileSync(join(questionsDir, `${name}.graphql`), 'utf8'),
      variables: all[name] ?? {},
      path: '/city-board',
    },
    {
      title: 'Page of 50 households (three subgraphs)',
      document: HOUSEHOLD_PAGE,
      variables: { first: 50, year: 2017 },
      path: '/household-page',
    },
  ];
}
