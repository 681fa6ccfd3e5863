import { HardshipCause } from '@nuan/kernel';
import type { SampleEnterprise } from './enterprises';
import type { PersonRegistry } from './person-registry';
import type { SampleEmploymentStatus, SampleGender, SampleHealth, SampleRelation } from './persons';
import type { Rng } from './random';
import {
  diversionOf,
  headStatusOf,
  illnessOf,
  occupationOf,
  ofWorkingAge,
  plainHealthOf,
  statusAfter,
} from './work-life';

/** What is known of a household before its members are. */
export interface Family {
  readonly index: number;
  readonly isMigrant: boolean;
  readonly primaryCause: HardshipCause;
  readonly secondaryCauses: readonly HardshipCause[];
  readonly size: number;
  readonly regionCode: string;
  readonly unionIndex: number;
  /** The firm the head would belong to. */
  readonly employer: SampleEnterprise | null;
}

/** What the members say about the household. */
export interface FamilyFacts {
  readonly headIndex: number;
  /** Null when the head belongs to no firm. */
  readonly employerIndex: number | null;
  readonly nobodyEmployed: boolean;
}

interface Member {
  readonly relation: SampleRelation;
  readonly gender: SampleGender;
  readonly age: number;
}

const employed = (status: SampleEmploymentStatus): boolean => status === 'ON_POST' || status === 'MIGRANT';
const belongsToFirm = (status: SampleEmploymentStatus): boolean => status !== 'UNEMPLOYED' && status !== 'NOT_WORKING';

/** Adds the head and the other members to the registry, the head first. */
export function buildMembers(family: Family, registry: PersonRegistry, rng: Rng): FamilyFacts {
  const hasCause = (cause: HardshipCause): boolean =>
    family.primaryCause === cause || family.secondaryCauses.includes(cause);
  const ill = hasCause(HardshipCause.MAJOR_ILLNESS);
  const headIll = ill && (family.size === 1 || rng.chance(0.6));
  const gender: SampleGender = rng.chance(0.6) ? 'MALE' : 'FEMALE';
  const age = rng.between(30, family.primaryCause === HardshipCause.SCHOOLING ? 55 : 63);
  const head = addHead(family, { relation: 'HEAD', gender, age }, headIll, registry, rng);
  let anyone = employed(head.employmentStatus);
  let sickIsDue = ill && !headIll;
  for (const member of others({ relation: 'HEAD', gender, age }, family, rng)) {
    const health = sickIsDue ? illnessOf(rng) : plainHealthOf(member.age, rng);
    const status = statusOf(member, family, sickIsDue, rng);
    sickIsDue = false;
    anyone ||= employed(status);
    const works = status === 'ON_POST' || status === 'MIGRANT';
    registry.add(
      {
        ...member,
        surnameOf: member.relation === 'CHILD' ? head.index : undefined,
        householdIndex: family.index,
        regionCode: family.regionCode,
        unionIndex: family.unionIndex,
        employerIndex: null,
        isMigrant: family.isMigrant && member.relation === 'SPOUSE',
        occupation: works ? occupationOf(null, family.isMigrant, rng) : null,
        employmentStatus: status,
        health,
        diversion: null,
        modelWorkerLevel: null,
      },
      rng,
    );
  }
  return { headIndex: head.index, employerIndex: head.employerIndex, nobodyEmployed: !anyone };
}

function addHead(family: Family, head: Member, ill: boolean, registry: PersonRegistry, rng: Rng) {
  const drawn = headStatusOf(head.age, head.gender, family.primaryCause, family.isMigrant, rng);
  const employer = belongsToFirm(drawn) ? family.employer : null;
  const diversion = drawn === 'MIGRANT' || !ofWorkingAge(head.age, head.gender) ? null : diversionOf(employer, rng);
  const disabled = family.primaryCause === HardshipCause.NO_LABOUR_CAPACITY && rng.chance(0.7);
  const health: SampleHealth = ill ? illnessOf(rng) : disabled ? 'DISABILITY' : plainHealthOf(head.age, rng);
  const status = diversion === null ? drawn : statusAfter(diversion);
  return registry.add(
    {
      ...head,
      householdIndex: family.index,
      regionCode: family.regionCode,
      unionIndex: family.unionIndex,
      employerIndex: employer?.index ?? null,
      isMigrant: family.isMigrant,
      occupation:
        status === 'RETIRED' || status === 'NOT_WORKING' ? null : occupationOf(employer, family.isMigrant, rng),
      employmentStatus: status,
      health,
      diversion,
      modelWorkerLevel: null,
    },
    rng,
  );
}

/** The other members: mostly a spouse first, then children, then an old parent. */
function others(head: Member, family: Family, rng: Rng): Member[] {
  const members: Member[] = [];
  const schooling = family.primaryCause === HardshipCause.SCHOOLING;
  const places = family.size - 1;
  if (places > (schooling ? 1 : 0) && rng.chance(places === 1 ? 0.62 : 0.9)) {
    const age = Math.max(22, head.age + rng.between(-5, 3));
    members.push({ relation: 'SPOUSE', gender: head.gender === 'MALE' ? 'FEMALE' : 'MALE', age });
  }
  while (members.length < places) {
    const children = members.filter((member) => member.relation === 'CHILD').length;
    const parent = children > 0 && rng.chance(children === 1 ? 0.45 : 0.9);
    members.push(parent ? parentOf(head, rng) : childOf(head, schooling && children === 0, rng));
  }
  return members;
}

function childOf(head: Member, atSchool: boolean, rng: Rng): Member {
  const gender: SampleGender = rng.chance(0.52) ? 'MALE' : 'FEMALE';
  if (atSchool) return { relation: 'CHILD', gender, age: rng.between(13, Math.min(21, head.age - 16)) };
  return { relation: 'CHILD', gender, age: Math.max(0, head.age - rng.between(23, 33)) };
}

function parentOf(head: Member, rng: Rng): Member {
  return {
    relation: 'PARENT',
    gender: rng.chance(0.45) ? 'MALE' : 'FEMALE',
    age: Math.min(94, head.age + rng.between(21, 31)),
  };
}

function statusOf(member: Member, family: Family, ill: boolean, rng: Rng): SampleEmploymentStatus {
  if (member.relation === 'CHILD') return childStatus(member, ill, family, rng);
  if (!ofWorkingAge(member.age, member.gender)) return rng.chance(0.5) ? 'RETIRED' : 'NOT_WORKING';
  if (ill) return 'NOT_WORKING';
  const works: SampleEmploymentStatus = family.isMigrant ? 'MIGRANT' : 'ON_POST';
  return rng.weighted<SampleEmploymentStatus>([
    [works, 62],
    ['UNEMPLOYED', 16],
    ['LAID_OFF', 12],
    ['NOT_WORKING', 10],
  ]);
}

function childStatus(member: Member, ill: boolean, family: Family, rng: Rng): SampleEmploymentStatus {
  if (member.age < 6) return 'NOT_WORKING';
  if (member.age < 18) return 'STUDENT';
  const studies = family.primaryCause === HardshipCause.SCHOOLING || rng.chance(0.75);
  if (member.age <= 21 && studies) return 'STUDENT';
  if (member.age <= 24 && rng.chance(0.06)) return 'STUDENT';
  return ill ? 'NOT_WORKING' : rng.chance(0.6) ? 'ON_POST' : 'UNEMPLOYED';
}
