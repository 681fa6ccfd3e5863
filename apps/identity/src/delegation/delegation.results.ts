import { mutationResult } from '@nuan/federation';

import { Delegation } from './delegation.entity';

export const DelegateRoleResult = mutationResult('DelegateRoleResult', 'What came of lending (委托结果).', () => [
  Delegation,
]);

export const EndDelegationResult = mutationResult('EndDelegationResult', 'What came of ending (结束结果).', () => [
  Delegation,
]);
