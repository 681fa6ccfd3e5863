import { mutationResult } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { Client } from './client.entity';

/** A client with the secret that it was just given: the only time that the secret is seen. */
@ObjectType('ClientWithSecret', {
  description: 'A client and its new secret (客户端及新密钥), which is shown this once.',
})
export class ClientWithSecret {
  @Field(() => Client, { description: 'The client (客户端).' })
  readonly client: Client;

  @Field(() => String, {
    nullable: true,
    description: 'The secret (密钥); null when the same request was sent before: it is shown once and never stored.',
  })
  readonly secret: string | null;

  constructor(client: Client, secret: string | null) {
    this.client = client;
    this.secret = secret;
  }
}

export const RegisterClientResult = mutationResult(
  'RegisterClientResult',
  'What came of registering (登记结果).',
  () => [ClientWithSecret],
);

export const RotateClientSecretResult = mutationResult(
  'RotateClientSecretResult',
  'What came of the new secret (更换结果).',
  () => [ClientWithSecret],
);

export const ChangeClientResult = mutationResult('ChangeClientResult', 'What came of the change (变更结果).', () => [
  Client,
]);

export const DisableClientResult = mutationResult('DisableClientResult', 'What came of disabling (停用结果).', () => [
  Client,
]);

export const EnableClientResult = mutationResult('EnableClientResult', 'What came of enabling (恢复结果).', () => [
  Client,
]);
