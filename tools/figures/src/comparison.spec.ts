import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isMet, type PublishedFigure } from './comparison';
import { FIGURES } from './figures';

const QUESTIONS = join(__dirname, '../../../apps/gateway/questions');
const figure = (over: Partial<PublishedFigure>): PublishedFigure => ({
  id: 'N00',
  phrase: '',
  question: 'q02-headline',
  path: '',
  value: 100,
  precision: 'exact',
  ...over,
});

describe('a published figure', () => {
  it('is met exactly where the source is exact', () => {
    expect(isMet(figure({}), 100)).toBe(true);
    expect(isMet(figure({}), 101)).toBe(false);
    expect(isMet(figure({ value: '100.00' }), '100.00')).toBe(true);
    expect(isMet(figure({ value: '100.00' }), 100)).toBe(false);
  });

  it('is a lower bound where the source says at least', () => {
    expect(isMet(figure({ precision: 'at-least' }), 101)).toBe(true);
    expect(isMet(figure({ precision: 'at-least' }), 99)).toBe(false);
  });

  it('lies within its tolerance where the source rounds', () => {
    const rounded = figure({ value: ['168000000.00', '168000000.00'], precision: 'rounded', tolerance: '500000.00' });
    expect(isMet(rounded, ['168499999.00', '167500000.00'])).toBe(true);
    expect(isMet(rounded, ['168000000.00', '168500000.01'])).toBe(false);
    expect(isMet(rounded, '168000000.00')).toBe(false);
  });

  it('has a place in the answers, each of them', () => {
    const published = JSON.parse(readFileSync(join(QUESTIONS, 'published-figures.json'), 'utf8')) as PublishedFigure[];
    expect(published.map(({ id }) => id).filter((id) => FIGURES[id] === undefined)).toEqual([]);
    expect(published).toHaveLength(Object.keys(FIGURES).length);
  });

  it('is found in its answer', () => {
    const groups = [
      { kind: 'DISTRESSED_ENTERPRISE_WORKER', count: { value: 52_000 } },
      { kind: 'ON_DUTY_WORKER', count: { value: 33_500 } },
    ];
    expect(FIGURES['N06']?.({ campaign: { groups } })).toBe(85_500);
    expect(FIGURES['N13']?.({ startupProjects: { nodes: [{ amount: '0.10' }, { amount: '0.20' }] } })).toBe('0.30');
    expect(() => FIGURES['N07']?.({ campaign: { groups } })).toThrow('nothing with kind MODEL_WORKER_HOUSEHOLD');
    expect(() => FIGURES['N10']?.({ regions: [{ employment: null }] })).toThrow('the answer has no employment.placed');
  });
});
