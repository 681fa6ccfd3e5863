import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { InvalidInputError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { addMonths, type LocalDate, newId, RegionLevel } from '@nuan/kernel';
import { levelOf, refuseRegion } from '@nuan/regions';

import { takeBack } from '../correction/entry-correction.service';
import { refuseIf } from '../enterprise/held-enterprise';
import { referredUnion } from '../union/union-place';
import type { PartnerShop } from './partner-shop.entity';
import type {
  CorrectPartnerShopInput,
  EndPartnerShopInput,
  PartnerShopStepInput,
  SignPartnerShopInput,
} from './partner-shop.inputs';
import { partnerShopMachine } from './partner-shop.machine';
import type { PartnerShopService } from './partner-shop.service';
import type { PartnerShopStatus } from './partner-shop-status';

/** Columns of a contract that its writer decides by. */
interface ContractRow {
  readonly id: string;
  readonly valid_from_on: LocalDate;
  readonly valid_to_on: LocalDate | null;
  readonly version: number;
}

type ContractEvent = (typeof partnerShopMachine.transitions)[number]['event'];

/** What a signature states, its key apart. */
type ContractToSign = Omit<SignPartnerShopInput, 'idempotencyKey'>;

/** Keeps the contracts of unions with shops (签约超市): one runs at a time, none is changed, another one follows it. */
export class PartnerShopWriter {
  constructor(
    private readonly acts: Acts,
    private readonly shops: PartnerShopService,
  ) {}

  /**
   * Signs with a shop. Of contracts of one union with one shop that would run on the same day the constraint lets one stand.
   *
   * @throws ForbiddenError outside the viewer's write regions and unions. @throws NotFoundError when the union is out of sight.
   */
  async sign(viewer: Viewer, { idempotencyKey: key, ...input }: SignPartnerShopInput): Promise<PartnerShop | Refusal> {
    assertMayWrite(viewer, input.region, 'shop:write');
    if (levelOf(input.region) === RegionLevel.PROVINCE)
      throw new InvalidInputError('region', 'REGION_COUNTY_OR_CITY', 'Name the county, or the city for a shop there.');
    return this.acts.once<PartnerShop, Refusal>(
      viewer,
      'shop.sign',
      { key, request: input },
      (tx) => insertContract(tx, input),
      (id) => this.shops.written(viewer, id),
    );
  }

  /** Ends a contract before its term; what it gave until then stays on record. */
  end(viewer: Viewer, input: EndPartnerShopInput): Promise<PartnerShop | Refusal> {
    return this.perform(viewer, 'shop.end', input.id, async (tx) => {
      const { row, to } = await moveState<ContractRow, PartnerShopStatus, ContractEvent>(tx, contractOf(input, 'END'));
      const { endedOn } = input;
      if (endedOn < row.valid_from_on || (row.valid_to_on !== null && endedOn >= row.valid_to_on)) {
        const message = 'It ends by its term anyway, or had not begun: name a day of it before its last.';
        const facts = { from: row.valid_from_on, ...(row.valid_to_on === null ? {} : { to: row.valid_to_on }) };
        tx.refuse(new RuleBroken('ENDED_WITHIN_CONTRACT', 'endedOn', message, facts));
      }
      await tx.query(
        'update partner_shop set status = $2, ended_on = $3, ended_reason = $4, version = version + 1 where id = $1',
        [row.id, to, endedOn, input.reason.trim()],
      );
      tx.note({ endedOn, validToBefore: row.valid_to_on });
    });
  }

  /** Takes a wrong contract, or one with a wrong end, back by a counter-entry; the right one is signed anew. */
  correct(viewer: Viewer, input: CorrectPartnerShopInput): Promise<PartnerShop | Refusal> {
    return this.perform(viewer, 'shop.correct', input.id, async (tx) => {
      const { row } = await moveState<ContractRow, PartnerShopStatus, ContractEvent>(
        tx,
        contractOf(input, 'TAKE_BACK'),
      );
      await takeBack(tx, { shopId: row.id, reason: input.reason });
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<PartnerShop | Refusal> {
    assertCan(viewer, 'shop:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.shops.written(viewer, id);
  }
}

const contractOf = ({ id, expectedVersion }: PartnerShopStepInput, event: ContractEvent) => ({
  ...{ table: 'partner_shop', id, expectedVersion },
  ...{ machine: partnerShopMachine, event },
});

async function insertContract(tx: ActTransaction, input: ContractToSign): Promise<string> {
  refuseIf(tx, brokenByDays(input, tx.today));
  refuseRegion(tx, 'region', input.region, input.validFrom);
  await assertWritesForUnion(tx, input.unionId, 'unionId', 'shop:write');
  const union = await referredUnion(tx, input.unionId, 'unionId');
  if (union.founded_on !== null && input.validFrom < union.founded_on)
    tx.refuse(
      new RuleBroken('UNION_EXISTS', 'validFrom', 'The union was founded later.', { foundedOn: union.founded_on }),
    );
  const name = nameOf(input.name);
  const [made] = await tx.query<{ id: string }[]>(
    `insert into partner_shop (id, name, region_code, union_id, discount_percent, valid_from_on, valid_to_on)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint partner_shop_one_contract do nothing returning id`,
    [...[newId(), name, input.region, union.id, input.discountPercent], ...[input.validFrom, input.validTo ?? null]],
  );
  if (!made)
    return tx.refuse(
      new RuleBroken(
        'ONE_CONTRACT_AT_A_TIME',
        'validFrom',
        'A contract with this shop runs then: end it, or begin later.',
      ),
    );
  tx.about('PartnerShop', made.id);
  tx.within(input.region);
  tx.note({ union: union.id, discountPercent: input.discountPercent, validFrom: input.validFrom });
  return made.id;
}

function nameOf(name: string): string {
  const plain = name.trim().replace(/\s+/gu, ' ');
  if (plain.length < 2) throw new InvalidInputError('name', 'TEXT_LENGTH', 'Write 2 to 200 characters.');
  return plain;
}

function brokenByDays({ validFrom, validTo }: ContractToSign, today: LocalDate): RuleBroken | null {
  if (validTo != null && validTo < validFrom)
    return new RuleBroken('CONTRACT_DAYS_ORDERED', 'validTo', 'It ends before it begins.', { from: validFrom });
  if (validFrom > addMonths(today, 12))
    return new RuleBroken('CONTRACT_SOON', 'validFrom', 'A contract begins at most a year ahead.', { today });
  return null;
}
