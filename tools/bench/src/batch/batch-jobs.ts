import { FaultError } from '@nuan/errors';
import { until } from '@nuan/kernel';
import type { SubgraphProgram } from '../subgraph-program';
import type { BatchGround } from './batch-world';

const PATIENCE = { patienceMs: 900_000, everyMs: 100 };

interface BatchState {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly progress: { readonly state: string; readonly message: string | null } | null;
}

const STATE = 'id version status progress { state message }';

const CREATE = `mutation($input: CreatePaymentBatchInput!) { createPaymentBatch(input: $input) { __typename ... on PaymentBatch { ${STATE} } } }`;

/** Draws a batch up for everyone registered, by our job; returns its id. */
export async function fillBatch(program: SubgraphProgram, { campaign, fundId }: BatchGround): Promise<string> {
  const input = {
    title: 'bench',
    campaign,
    fundId,
    regionCode: '340000',
    group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    mode: 'BANK_CARD',
    amounts: [{ amount: '1000.00' }],
    idempotencyKey: 'bench-batch-1',
  };
  const { createPaymentBatch: batch } = await program.ask<{ createPaymentBatch: BatchState }>(CREATE, { input });
  await untilStatus(program, batch.id, 'DRAFT');
  return batch.id;
}

/** Has a batch checked and its money set aside by our jobs, as an officer does, and waits for the end of each. */
export async function validateAndReserve(program: SubgraphProgram, id: string): Promise<void> {
  await step(program, id, 'validateBatch', 'VALIDATED');
  await step(program, id, 'reserveBatch', 'RESERVED');
}

async function step(program: SubgraphProgram, id: string, mutation: string, status: string): Promise<void> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { version } = await stateOf(program, id);
  const answer = await program.ask<Record<string, { __typename: string }>>(
    `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
    { input: { id, expectedVersion: version } },
  );
  if (answer[mutation]?.__typename !== 'PaymentBatch')
    throw new FaultError(`${mutation} was refused: ${JSON.stringify(answer)}`);
  await untilStatus(program, id, status);
}

async function stateOf(program: SubgraphProgram, id: string): Promise<BatchState> {
  const query = `query($id: ID!) { paymentBatch(id: $id) { ${STATE} } }`;
  return (await program.ask<{ paymentBatch: BatchState }>(query, { id })).paymentBatch;
}

async function untilStatus(program: SubgraphProgram, id: string, status: string): Promise<void> {
  const look = async (): Promise<boolean> => {
    const { status: now, progress } = await stateOf(program, id);
    if (progress?.state === 'FAILED') throw new FaultError(`the batch failed: ${progress.message ?? ''}`);
    return now === status && progress?.state === 'DONE';
  };
  if (!(await until(look, PATIENCE)))
    throw new FaultError(`the batch was not ${status} after ${PATIENCE.patienceMs / 1000} s`);
}
