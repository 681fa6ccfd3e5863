import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from './answers';
import { isMet, type PublishedFigure } from './comparison';
import { FIGURES, type FigureValue } from './figures';

/** What came out for one published figure. */
export interface FigureOutcome {
  readonly figure: PublishedFigure;
  /** Null when the answer doesn't show it. */
  readonly got: FigureValue | readonly FigureValue[] | null;
  readonly isMet: boolean;
  /** Why there is nothing, in one line. */
  readonly fault: string | null;
}

/** Asks each question that a figure needs once, and compares. Nothing is thrown: a figure that can't be had is a miss. */
export async function checkFigures(
  questionsDir: string,
  ask: (document: string, variables: object) => Promise<Json>,
): Promise<FigureOutcome[]> {
  const read = (file: string): string => readFileSync(join(questionsDir, file), 'utf8');
  const published = JSON.parse(read('published-figures.json')) as PublishedFigure[];
  const variables = JSON.parse(read('variables.json')) as Record<string, object>;
  const answers = new Map<string, Promise<Json>>();
  const answerTo = (question: string): Promise<Json> => {
    const answer = answers.get(question) ?? ask(read(`${question}.graphql`), variables[question] ?? {});
    answers.set(question, answer);
    return answer;
  };
  const outcomes: FigureOutcome[] = [];
  for (const figure of published) {
    try {
      const got = FIGURES[figure.id]?.(await answerTo(figure.question)) ?? null;
      outcomes.push({ figure, got, isMet: got !== null && isMet(figure, got), fault: null });
    } catch (error) {
      outcomes.push({ figure, got: null, isMet: false, fault: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}

const written = (value: FigureValue | readonly FigureValue[] | null): string =>
  value === null ? '–' : [value].flat().join(' · ');

/** One row per figure: id, the source's words, how exact they are, expected, got, whether it is met. */
export function figureRows(outcomes: readonly FigureOutcome[]): string[][] {
  return outcomes.map(({ figure, got, isMet: met, fault }) => [
    figure.id,
    figure.phrase,
    figure.precision,
    written(figure.value),
    fault ?? written(got),
    met ? 'ok' : 'MISSED',
  ]);
}
