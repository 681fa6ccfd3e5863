import { mutationResult } from '@nuan/federation';

import { TradeUnion } from './trade-union.entity';

export const FoundUnionResult = mutationResult('FoundUnionResult', 'What came of the founding (成立结果).', () => [
  TradeUnion,
]);

export const ChangeUnionResult = mutationResult('ChangeUnionResult', 'What came of the change (变更结果).', () => [
  TradeUnion,
]);

export const MoveUnionResult = mutationResult('MoveUnionResult', 'What came of the move (调整结果).', () => [
  TradeUnion,
]);

export const DissolveUnionResult = mutationResult(
  'DissolveUnionResult',
  'What came of the dissolution (撤销结果).',
  () => [TradeUnion],
);
