import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { BankAccountMasked } from '../household/bank-account';
import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Housing } from '../household/housing';
import type { PublicityService } from '../publicity/publicity.service';
import { PublicityNotice } from '../publicity/publicity-notice.entity';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { Worker } from '../worker/worker.entity';
import type { WorkerService } from '../worker/worker.service';
import { FilingCategoryOverride } from './category-override';
import { Consent } from './consent.entity';
import { DataCheck } from './data-check.entity';
import { Decision } from './decision.entity';
import { ExclusionFinding } from './exclusion-finding.entity';
import { FilingAmount } from './filing-amount.entity';
import { FilingApplication } from './filing-application.entity';
import { FilingAssessment } from './filing-assessment.entity';
import type { FilingContentService } from './filing-content.service';
import { FilingEvent, nextEvents } from './filing-event';
import { FilingPerson } from './filing-person.entity';
import { filingMachine } from './filing.machine';
import { FilingApplicationConnection, filingApplicationList } from './filing-application.list';
import type { FilingService } from './filing.service';
import { HouseholdVisit } from './household-visit.entity';

/** GraphQL face of applications to be filed (建档申请). */
@Resolver(() => FilingApplication)
export class FilingApplicationResolver {
  constructor(
    private readonly filings: FilingService,
    private readonly notices: PublicityService,
    private readonly files: HouseholdService,
    private readonly people: WorkerService,
    private readonly contents: FilingContentService,
  ) {}

  @Query(() => FilingApplicationConnection, {
    description: 'Filing applications of the viewer’s regions (建档申请), filtered, sorted and paged.',
  })
  filingApplications(
    @Arg('where', () => filingApplicationList.Where, {
      nullable: true,
      description: 'Which applications (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [filingApplicationList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<FilingApplication>> {
    return this.filings.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => FilingApplication, {
    nullable: true,
    description: 'One filing application (建档申请); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  filingApplication(
    @Arg('id', () => ID, { description: 'UUID of the application (申请编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FilingApplication> {
    return this.filings.get(viewer, id);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description:
      'Applicant (申请人) as a person of the register; null until the application is recorded, and outside the viewer’s regions.',
  })
  async applicant(@Root() { applicantId }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<Worker | null> {
    return applicantId === null ? null : ctx.load(this.people.loadMany, applicantId);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'File that the application led to (建成档案); null until it is recorded.',
  })
  async household(@Root() { householdId }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return householdId === null ? null : ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Closed file of a household that relapsed (返困前档案); null for a first application.',
  })
  async previousFile(
    @Root() { previousFileId }: FilingApplication,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Household | null> {
    return previousFileId === null ? null : ctx.load(this.files.loadMany, previousFileId);
  }

  @FieldResolver(() => Region, { description: 'Region of the application (所在区域).' })
  region(@Root() { regionCode }: FilingApplication): Region {
    return new Region(regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that handles it (受理工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: FilingApplication): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => Consent, {
    nullable: true,
    description: 'Consent to the check of finances (授权委托书); null until it is given.',
  })
  async consent(@Root() { consentId }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<Consent | null> {
    return consentId === null ? null : ctx.load(this.filings.loadConsents, consentId);
  }

  @FieldResolver(() => [DataCheck], { description: 'Matchings with other departments’ data (信息比对), oldest first.' })
  checks(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly DataCheck[]> {
    return ctx.load(this.filings.loadChecks, id);
  }

  @FieldResolver(() => HouseholdVisit, {
    nullable: true,
    description: 'Latest verification visit at home (入户核实); null before the first.',
  })
  visit(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<HouseholdVisit | null> {
    return ctx.load(this.filings.loadVisit, id);
  }

  @FieldResolver(() => PublicityNotice, {
    nullable: true,
    description: 'Latest public notice (公示); null before it was put up.',
  })
  publicity(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<PublicityNotice | null> {
    return ctx.load(this.notices.loadOfApplications, id);
  }

  @FieldResolver(() => [Decision], { description: 'Decisions taken (审批), oldest first.' })
  decisions(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly Decision[]> {
    return ctx.load(this.filings.loadDecisions, id);
  }

  @FieldResolver(() => [FilingPerson], {
    nullable: true,
    description:
      'Persons of the household as declared (家庭成员), the head first; null with FORBIDDEN for who may not see persons.',
  })
  persons(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly FilingPerson[]> {
    return ctx.load(this.contents.loadPersons, id);
  }

  @FieldResolver(() => [FilingAmount], {
    nullable: true,
    description:
      'Incomes and unavoidable expenses as declared (收支明细); null with FORBIDDEN for who may not see incomes.',
  })
  amounts(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly FilingAmount[]> {
    return ctx.load(this.contents.loadAmounts, id);
  }

  @FieldResolver(() => FilingAssessment, {
    nullable: true,
    description:
      'How the rules came to the category (困难类别认定); null before it was handed in, and with FORBIDDEN for who may not see incomes.',
  })
  async assessment(
    @Root() { assessmentId }: FilingApplication,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FilingAssessment | null> {
    return assessmentId === null ? null : ctx.load(this.contents.loadAssessments, assessmentId);
  }

  @FieldResolver(() => FilingCategoryOverride, {
    nullable: true,
    description: 'Category proposed against the rules’ result (类别调整); null when none is.',
  })
  categoryOverride(@Root() application: FilingApplication): FilingCategoryOverride | null {
    return FilingCategoryOverride.of(application);
  }

  @FieldResolver(() => [ExclusionFinding], {
    description:
      'What bars the household from the register (不予建档情形), oldest first; those cleared or lifted as well.',
  })
  exclusions(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly ExclusionFinding[]> {
    return ctx.load(this.contents.loadExclusions, id);
  }

  @FieldResolver(() => [Consent], {
    description: 'Consents of the persons (授权), oldest first; those taken back as well.',
  })
  consents(@Root() { id }: FilingApplication, @Ctx() ctx: SubgraphContext): Promise<readonly Consent[]> {
    return ctx.load(this.contents.loadConsents, id);
  }

  @FieldResolver(() => Housing, {
    nullable: true,
    description: 'Where the household lives (住房情况); null when it is not declared.',
  })
  housing(@Root() { housingType, housingAreaM2 }: FilingApplication): Housing | null {
    return housingType === null ? null : new Housing(housingType, housingAreaM2);
  }

  @FieldResolver(() => BankAccountMasked, {
    nullable: true,
    description:
      'Account that aid is to be paid to, masked (收款账户); null when none is declared, and with FORBIDDEN for who may not see accounts.',
  })
  bank(@Root() application: FilingApplication, @Ctx() { viewer }: SubgraphContext): BankAccountMasked | null {
    return this.contents.bankOf(viewer, application);
  }

  @FieldResolver(() => [FilingEvent], {
    description: 'Steps that its state allows and the viewer’s role may take (可办理的步骤).',
  })
  nextEvents(@Root() { status }: FilingApplication, @Ctx() { viewer }: SubgraphContext): readonly FilingEvent[] {
    return nextEvents(viewer, filingMachine.events, status);
  }
}
