import { parseYuan } from '@nuan/kernel';
import type { FigureValue } from './figures';

/** A figure that the source publishes, as `published-figures.json` has it. */
export interface PublishedFigure {
  readonly id: string;
  /** The words of the source. */
  readonly phrase: string;
  /** The question whose answer shows it. */
  readonly question: string;
  readonly path: string;
  readonly value: FigureValue | readonly FigureValue[];
  /** `inferred` is ours, computed from published digits, and met exactly. */
  readonly precision: 'exact' | 'at-least' | 'rounded' | 'inferred';
  /** How far a rounded figure may lie off, in its own unit. */
  readonly tolerance?: FigureValue;
}

/** Whether what came out of the rows is the published figure, as exact as it was published. */
export function isMet(figure: PublishedFigure, got: FigureValue | readonly FigureValue[]): boolean {
  const expected = [figure.value].flat();
  const values = [got].flat();
  return (
    expected.length === values.length && expected.every((value, index) => valueIsMet(figure, value, values[index]))
  );
}

function valueIsMet(figure: PublishedFigure, expected: FigureValue, got: FigureValue | undefined): boolean {
  if (typeof expected !== typeof got || got === undefined) return false;
  switch (figure.precision) {
    case 'exact':
    case 'inferred':
      return got === expected;
    case 'at-least':
      return measure(got) >= measure(expected);
    case 'rounded':
      return Math.abs(measure(got) - measure(expected)) <= measure(figure.tolerance ?? 0);
  }
}

/** Comparable size; amounts count in fen, which a number holds exactly up to 90 trillion yuan. */
const measure = (value: FigureValue): number => (typeof value === 'number' ? value : Number(parseYuan(value)));
