import { FaultError } from '@nuan/errors';
import * as vocabulary from '@nuan/kernel';
import { registerEnumType } from 'type-graphql';

const enumNames = new Map<object, string>();

/**
 * Publishes a string enum in the schema. Every value must equal its name, because a default of an enum argument arrives
 * as the name after the schema's round trip through SDL, and must be described.
 *
 * @throws FaultError at start when a value differs from its name or has no description.
 */
export function registerEnum<T extends Record<string, string>>(
  enumObject: T,
  name: string,
  description: string,
  descriptions: { readonly [V in T[keyof T] & string]: string },
): void {
  const valuesConfig: Record<string, { description: string }> = {};
  for (const [key, value] of Object.entries(enumObject)) {
    const text = (descriptions as Readonly<Record<string, string | undefined>>)[value];
    if (key !== value) throw new FaultError(`Enum ${name}: value ${value} must equal its name ${key}.`);
    if (!text) throw new FaultError(`Enum ${name}: value ${value} has no description.`);
    valuesConfig[key] = { description: text };
  }
  enumNames.set(enumObject, name);
  registerEnumType(enumObject, { name, description, valuesConfig: valuesConfig as never });
}

/** The GraphQL name of a registered enum. */
export function enumName(enumObject: object): string {
  const name = enumNames.get(enumObject);
  if (!name) throw new FaultError('An enum is used in a filter before registerEnum published it.');
  return name;
}

/** Sort direction (排序方向) of a list. */
export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnum(SortDirection, 'SortDirection', 'Direction of a sort key (排序方向).', {
  ASC: 'Smallest first (升序).',
  DESC: 'Largest first (降序).',
});

const v = vocabulary;
registerEnum(
  v.HardshipCategory,
  'HardshipCategory',
  'Category of hardship (困难类别), of either generation of rules.',
  v.HardshipCategoryDescriptions,
);
registerEnum(v.HardshipCause, 'HardshipCause', 'Cause of hardship (致困原因).', v.HardshipCauseDescriptions);
registerEnum(
  v.ArchiveTier,
  'ArchiveTier',
  'Tier of the file (建档标准): whose standard it meets.',
  v.ArchiveTierDescriptions,
);
registerEnum(v.FileStatus, 'FileStatus', 'State of a household file (档案状态).', v.FileStatusDescriptions);
registerEnum(v.ExitReason, 'ExitReason', 'Why a household left the register (退出原因).', v.ExitReasonDescriptions);
registerEnum(v.DistressKind, 'DistressKind', 'Kind of enterprise distress (困难企业类型).', v.DistressKindDescriptions);
registerEnum(
  v.Industry,
  'Industry',
  'Industry (所属行业), as far as the programmes distinguish it.',
  v.IndustryDescriptions,
);
registerEnum(v.UnionLevel, 'UnionLevel', 'Level of a union organisation (工会层级).', v.UnionLevelDescriptions);
registerEnum(
  v.RegionLevel,
  'RegionLevel',
  'Level of an administrative division (行政区划级别).',
  v.RegionLevelDescriptions,
);
registerEnum(
  v.TargetGroupKind,
  'TargetGroupKind',
  'Target group of a campaign (慰问救助对象类别).',
  v.TargetGroupKindDescriptions,
);
registerEnum(v.AidPurpose, 'AidPurpose', 'Purpose of aid (救助用途).', v.AidPurposeDescriptions);
registerEnum(
  v.DeliveryMode,
  'DeliveryMode',
  'How aid reaches the person (发放方式). Everything but CASH is non-cash (非现金形式).',
  v.DeliveryModeDescriptions,
);
registerEnum(v.FundSource, 'FundSource', 'Source of money (资金来源).', v.FundSourceDescriptions);
registerEnum(
  v.DiversionRoute,
  'DiversionRoute',
  'Route of a diverted worker (分流安置渠道).',
  v.DiversionRouteDescriptions,
);
registerEnum(v.OccupationGroup, 'OccupationGroup', 'Occupation group (职业群体).', v.OccupationGroupDescriptions);
registerEnum(v.StudyLevel, 'StudyLevel', 'Level of study (学段).', v.StudyLevelDescriptions);
registerEnum(
  v.CountUnit,
  'CountUnit',
  'Unit of a count (计数单位): households and persons are never added together.',
  v.CountUnitDescriptions,
);
registerEnum(v.CountPrecision, 'CountPrecision', 'How exact a count is (精度).', v.CountPrecisionDescriptions);
