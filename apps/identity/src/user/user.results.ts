import { mutationResult } from '@nuan/federation';

import { User } from './user.entity';

const resultOf = (name: string, description: string): object => mutationResult(name, description, () => [User]);

export const RegisterUserResult = resultOf('RegisterUserResult', 'What came of registering (登记结果).');
export const LinkIdentityResult = resultOf('LinkIdentityResult', 'What came of linking (绑定结果).');
export const UnlinkIdentityResult = resultOf('UnlinkIdentityResult', 'What came of unlinking (解绑结果).');
export const DisableUserResult = resultOf('DisableUserResult', 'What came of disabling (停用结果).');
export const EnableUserResult = resultOf('EnableUserResult', 'What came of enabling (恢复结果).');
