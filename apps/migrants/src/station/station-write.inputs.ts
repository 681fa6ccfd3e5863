import { LocalDateScalar, mutationResult, RegionCodeScalar } from '@nuan/federation';
import { type LocalDate, OccupationGroup } from '@nuan/kernel';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';

import { Amenity } from './amenity';
import { BuildMode } from './build-mode';
import { ServiceStation } from './service-station.entity';
import { StationKind } from './station-kind';
import { StationOffer } from './station-offer';
import { MAP_BOUNDS } from './station-distance';

/** A point in or near Anhui; east and north exchanged are refused. */
@InputType('MapPointInput', { description: 'A point in or near Anhui (地理位置), WGS 84.' })
export class MapPointInput {
  @Min(MAP_BOUNDS.west)
  @Max(MAP_BOUNDS.east)
  @Field(() => Float, { description: 'Degrees east (经度), 113 to 121.' })
  readonly longitude!: number;

  @Min(MAP_BOUNDS.south)
  @Max(MAP_BOUNDS.north)
  @Field(() => Float, { description: 'Degrees north (纬度), 28 to 36.' })
  readonly latitude!: number;
}

@InputType('OpenHoursInput', { description: 'When a facility is open on one day of the week (开放时间).' })
export class OpenHoursInput {
  @Min(1)
  @Max(7)
  @Field(() => Int, { description: 'Day of the week (星期), 1 = Monday to 7 = Sunday.' })
  readonly weekday!: number;

  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  @Field(() => String, { description: 'Opens at (开门时间), HH:MM.' })
  readonly opensAt!: string;

  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  @Field(() => String, { description: 'Closes at (关门时间), HH:MM, after it opens; "24:00" is midnight.' })
  readonly closesAt!: string;
}

/** What every change of an existing facility states. */
@InputType('StationStepInput', {
  description: 'Which facility is changed, and the version that the client saw (阵地操作).',
})
export class StationStepInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the facility (编号).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the facility that the client saw (版本).' })
  readonly expectedVersion!: number;
}

@InputType('RegisterStationInput', { description: 'A facility that is planned (登记服务阵地).' })
export class RegisterStationInput {
  @Matches(/^[A-Z0-9][A-Z0-9-]{2,29}$/)
  @Field(() => String, {
    description: 'Code for the sign (驿站编码): 3 to 30 capital letters, digits and hyphens, unique in the province.',
  })
  readonly code!: string;

  @Allow()
  @Field(() => StationKind, { description: 'Kind of facility (类型).' })
  readonly kind!: StationKind;

  @Length(2, 100)
  @Field(() => String, { description: 'Name (名称).' })
  readonly name!: string;

  @Allow()
  @Field(() => RegionCodeScalar, { description: 'City or county where it stands (所在区域).' })
  readonly regionCode!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Union in charge (所属工会).' })
  readonly unionId?: string | null;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'Host enterprise (依托单位); absent when it stands on its own.' })
  readonly hostEnterpriseId?: string | null;

  @Allow()
  @Field(() => BuildMode, { description: 'Who builds it (建设方式).' })
  readonly buildMode!: BuildMode;

  @Length(2, 200)
  @Field(() => String, { description: 'Where to find it (地址).' })
  readonly address!: string;

  @IsOptional()
  @ValidateNested()
  @Field(() => MapPointInput, { nullable: true, description: 'Point on the map (地理位置); needed to open.' })
  readonly point?: MapPointInput | null;

  @IsOptional()
  @Min(1)
  @Max(100_000)
  @Field(() => Float, { nullable: true, description: 'Floor area in square metres (面积).' })
  readonly areaM2?: number | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same facility.' })
  readonly idempotencyKey!: string;
}

@InputType('EquipStationInput', { description: 'What a facility now holds and offers (配备设施).' })
export class EquipStationInput extends StationStepInput {
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [Amenity], { description: 'All that it holds now (设施).' })
  readonly amenities!: Amenity[];

  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [StationOffer], { description: 'All that visitors can do there (服务项目).' })
  readonly services!: StationOffer[];

  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Field(() => [OpenHoursInput], { description: 'Weekly hours (开放时间).' })
  readonly hours!: OpenHoursInput[];

  @IsOptional()
  @Length(2, 50)
  @Field(() => String, { nullable: true, description: 'Person in charge (责任人), as on the sign.' })
  readonly responsibleName?: string | null;

  @Allow()
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether visitors may enter outside the hours with a QR code (无人值守进入).',
  })
  readonly unattendedAccess: boolean = false;
}

@InputType('OpenStationInput', { description: 'A facility to open, or to open again (启用阵地).' })
export class OpenStationInput extends StationStepInput {}

@InputType('PauseStationInput', { description: 'A facility to shut for a time (暂停阵地).' })
export class PauseStationInput extends StationStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('CancelStationInput', { description: 'A planned facility that comes to nothing (取消阵地).' })
export class CancelStationInput extends StationStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('CloseStationInput', { description: 'A facility to give up (关闭阵地).' })
export class CloseStationInput extends StationStepInput {
  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

@InputType('ChangeStationInput', { description: 'What changes of a facility (变更阵地); what is absent stays.' })
export class ChangeStationInput extends StationStepInput {
  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: 'Name (名称).' })
  readonly name?: string | null;

  @IsOptional()
  @Length(2, 200)
  @Field(() => String, { nullable: true, description: 'Where to find it (地址).' })
  readonly address?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => MapPointInput, { nullable: true, description: 'Point on the map (地理位置).' })
  readonly point?: MapPointInput | null;

  @IsOptional()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [Amenity], { nullable: true, description: 'All that it holds now (设施).' })
  readonly amenities?: Amenity[] | null;

  @IsOptional()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Field(() => [StationOffer], { nullable: true, description: 'All that visitors can do there (服务项目).' })
  readonly services?: StationOffer[] | null;

  @IsOptional()
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Field(() => [OpenHoursInput], { nullable: true, description: 'Weekly hours (开放时间).' })
  readonly hours?: OpenHoursInput[] | null;

  @IsOptional()
  @Length(2, 50)
  @Field(() => String, { nullable: true, description: 'Person in charge (责任人).' })
  readonly responsibleName?: string | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: 'Whether visitors may enter outside the hours (无人值守进入).' })
  readonly unattendedAccess?: boolean | null;
}

@InputType('HourlyVisitsInput', { description: 'Visits of one occupation group in one hour (分时人次).' })
export class HourlyVisitsInput {
  @Min(0)
  @Max(23)
  @Field(() => Int, { description: 'Hour of the day (时段), 0 to 23, Asia/Shanghai.' })
  readonly hour!: number;

  @Allow()
  @Field(() => OccupationGroup, { description: 'Occupation of the visitors (职业群体).' })
  readonly occupation!: OccupationGroup;

  @Min(0)
  @Max(100_000)
  @Field(() => Int, { description: 'Visits (人次); 0 takes back what was recorded.' })
  readonly visits!: number;
}

@InputType('RecordStationUseInput', { description: 'How a facility was used on one day (登记使用人次).' })
export class RecordStationUseInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Id of the facility (编号).' })
  readonly stationId!: string;

  @Allow()
  @Field(() => LocalDateScalar, { description: 'The day (日期), not in the future.' })
  readonly usedOn!: LocalDate;

  @ArrayMinSize(1)
  @ArrayMaxSize(216)
  @ValidateNested({ each: true })
  @Field(() => [HourlyVisitsInput], {
    description: 'Visits by hour and occupation (分时人次), each pair once; they replace what was recorded of them.',
  })
  readonly visits!: HourlyVisitsInput[];
}

const stationResult = (verb: string, description: string): object =>
  mutationResult(`${verb}StationResult`, description, () => [ServiceStation]);

export const RegisterStationResult = stationResult('Register', 'What came of registering a facility (登记结果).');
export const EquipStationResult = stationResult('Equip', 'What came of equipping it (配备结果).');
export const OpenStationResult = stationResult('Open', 'What came of opening it (启用结果).');
export const PauseStationResult = stationResult('Pause', 'What came of shutting it for a time (暂停结果).');
export const CancelStationResult = stationResult('Cancel', 'What came of giving the plan up (取消结果).');
export const CloseStationResult = stationResult('Close', 'What came of giving it up (关闭结果).');
export const ChangeStationResult = stationResult('Change', 'What came of the change (变更结果).');
export const RecordStationUseResult = mutationResult(
  'RecordStationUseResult',
  'What came of recording visits (登记结果): the facility.',
  () => [ServiceStation],
);
