import { FaultError } from '@nuan/errors';

import type { SubgraphProgram } from '../subgraph-program';
import type { RushGround } from './rush-world';

const CLAIM = `mutation($input: ClaimPlaceInput!) { claimPlace(input: $input) { __typename
  ... on PlaceClaim { placeNumber } ... on EventFull { waitingNumber } } }`;

interface Claimed {
  readonly claimPlace: { readonly __typename: string; readonly placeNumber?: number; readonly waitingNumber?: number };
}

/** What the claimants were told. */
export interface ToldNumbers {
  readonly places: number[];
  readonly waiting: number[];
}

/**
 * Claims through the programs in turn, one GraphQL request per claim, by so many callers at once.
 *
 * @returns the numbers that the answers gave, as they came.
 */
export async function claimThroughPrograms(
  programs: readonly SubgraphProgram[],
  { eventId, persons }: RushGround,
  callers: number,
): Promise<ToldNumbers> {
  const told: ToldNumbers = { places: [], waiting: [] };
  const waiting = persons.values();
  const call = async (program: SubgraphProgram): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const input = { eventId, personId: next.value, idempotencyKey: `rush-${next.value}` };
      note(told, await program.ask<Claimed>(CLAIM, { input }));
    }
  };
  const programOf = (at: number): SubgraphProgram => {
    const program = programs[at % programs.length];
    if (program === undefined) throw new FaultError('no program runs');
    return program;
  };
  await Promise.all(Array.from({ length: callers }, (_caller, at) => call(programOf(at))));
  return told;
}

function note({ places, waiting }: ToldNumbers, { claimPlace }: Claimed): void {
  if (typeof claimPlace.placeNumber === 'number') places.push(claimPlace.placeNumber);
  else if (typeof claimPlace.waitingNumber === 'number') waiting.push(claimPlace.waitingNumber);
  else throw new FaultError(`a claim came to ${claimPlace.__typename}`);
}

/** Whether the numbers are exactly 1 to `count`, each once. */
export function isExactly(numbers: readonly number[], count: number): boolean {
  const distinct = new Set(numbers);
  return numbers.length === count && distinct.size === count && numbers.every((one) => one >= 1 && one <= count);
}
