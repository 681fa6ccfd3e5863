import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';

import { Client } from './client.entity';
import {
  ChangeClientInput,
  DisableClientInput,
  EnableClientInput,
  RegisterClientInput,
  RotateClientSecretInput,
} from './client.inputs';
import { ClientConnection, clientList } from './client.list';
import {
  ChangeClientResult,
  type ClientWithSecret,
  DisableClientResult,
  EnableClientResult,
  RegisterClientResult,
  RotateClientSecretResult,
} from './client.results';
import type { ClientService } from './client.service';
import type { ClientWriter } from './client.writer';

/** Programs that sign in by themselves (客户端), and what administrators do with them. */
@Resolver(() => Client)
export class ClientResolver {
  constructor(
    private readonly service: ClientService,
    private readonly writer: ClientWriter,
  ) {}

  @Query(() => ClientConnection, { description: 'Clients (客户端) whose regions all lie within those you may see.' })
  clients(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
    @Arg('where', () => clientList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where?: WhereInput | null,
    @Arg('orderBy', () => [clientList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy?: OrderInput[] | null,
  ): Promise<Connection<Client>> {
    return this.service.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Mutation(() => RegisterClientResult, { description: 'Registers a program and shows its secret, once (登记客户端).' })
  registerClient(
    @Arg('input', () => RegisterClientInput, { description: 'The program (客户端).' }) input: RegisterClientInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClientWithSecret | Refusal> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => ChangeClientResult, {
    description: 'Gives a client other rights; tokens of before end within a minute (变更客户端权限).',
  })
  changeClient(
    @Arg('input', () => ChangeClientInput, { description: 'Its rights (权限).' }) input: ChangeClientInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Client | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => RotateClientSecretResult, {
    description: 'Gives a client a new secret, shown once (更换客户端密钥).',
  })
  rotateClientSecret(
    @Arg('input', () => RotateClientSecretInput, { description: 'The client (客户端).' })
    input: RotateClientSecretInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClientWithSecret | Refusal> {
    return this.writer.rotate(ctx.viewer, input);
  }

  @Mutation(() => DisableClientResult, { description: 'Ends every access of a client within a minute (停用客户端).' })
  disableClient(
    @Arg('input', () => DisableClientInput, { description: 'The client (客户端).' }) input: DisableClientInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Client | Refusal> {
    return this.writer.disable(ctx.viewer, input);
  }

  @Mutation(() => EnableClientResult, { description: 'Lets a client sign in again (恢复客户端).' })
  enableClient(
    @Arg('input', () => EnableClientInput, { description: 'The client (客户端).' }) input: EnableClientInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Client | Refusal> {
    return this.writer.enable(ctx.viewer, input);
  }
}
