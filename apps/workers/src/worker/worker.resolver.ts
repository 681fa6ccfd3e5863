import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { Student } from '../student/student.entity';
import type { StudentService } from '../student/student.service';
import { HealthMask } from './health-mask';
import { Worker } from './worker.entity';
import { WorkerConnection, workerList } from './worker.list';
import type { WorkerService } from './worker.service';

/** GraphQL face of persons (职工及家庭成员). */
@Resolver(() => Worker)
export class WorkerResolver {
  constructor(
    private readonly people: WorkerService,
    private readonly files: HouseholdService,
    private readonly students: StudentService,
  ) {}

  @Query(() => WorkerConnection, {
    description: 'Persons of the viewer’s regions (职工及家庭成员), filtered, sorted and paged.',
  })
  workers(
    @Arg('where', () => workerList.Where, { nullable: true, description: 'Which persons (筛选条件); all when absent.' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [workerList.Order], {
      nullable: true,
      description: 'Sort keys (排序); by region when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<Worker>> {
    return this.people.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => Worker, {
    nullable: true,
    description: 'One person (职工); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  worker(
    @Arg('id', () => ID, { description: 'UUID of the person (职工编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Worker> {
    return this.people.get(viewer, id);
  }

  @FieldResolver(() => String, { description: 'Masked name (姓名掩码), such as 张*明. Never accepted as input.' })
  nameMasked(@Root() worker: Worker): string {
    return this.people.nameMaskOf(worker);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Masked resident ID number (身份证号掩码): first three and last four characters; null when none is on file, and with FORBIDDEN for who may not see it.',
  })
  idMasked(@Root() worker: Worker, @Ctx() { viewer }: SubgraphContext): string | null {
    return this.people.idMaskOf(viewer, worker);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Masked phone number (手机号掩码); null when none is on file, and with FORBIDDEN for who may not see it.',
  })
  phoneMasked(@Root() worker: Worker, @Ctx() { viewer }: SubgraphContext): string | null {
    return this.people.phoneMaskOf(viewer, worker);
  }

  @FieldResolver(() => HealthMask, {
    nullable: true,
    description:
      'Whether an illness or a disability is on file (健康状况掩码); revealPerson tells which. Null with FORBIDDEN for who may not see it.',
  })
  healthMasked(@Root() worker: Worker, @Ctx() { viewer }: SubgraphContext): HealthMask {
    return this.people.healthMaskOf(viewer, worker);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Filed household of the person (所属困难职工家庭); null without one.',
  })
  async household(@Root() { householdId }: Worker, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return householdId === null ? null : ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Student, {
    nullable: true,
    description: 'Schooling of the person (在读情况); null for who is not in education.',
  })
  student(@Root() { id }: Worker, @Ctx() ctx: SubgraphContext): Promise<Student | null> {
    return ctx.load(this.students.loadByPerson, id);
  }

  @FieldResolver(() => Region, { description: 'Region of the person (所在区域).' })
  region(@Root() { regionCode }: Worker): Region {
    return new Region(regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union of the person (所属工会); null without one, or when its owner cannot give it.',
  })
  union(@Root() { unionId }: Worker): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer (工作单位); null without one, or when its owner cannot give it.',
  })
  employer(@Root() { employerId }: Worker): Enterprise | null {
    return Enterprise.of(employerId);
  }
}
