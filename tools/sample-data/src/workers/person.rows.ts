import { maskId, maskPhone } from '@nuan/database';

import { enterpriseIdOf } from '../enterprises';
import { householdIdOf } from '../households';
import { phoneOf } from '../identity-numbers';
import type { SamplePerson } from '../persons';
import { personIdOf } from '../persons';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { batchesOf } from './batches';

const COLUMNS = [
  'id',
  'name',
  'id_number_mask',
  'id_number_sealed',
  'id_number_hash',
  'phone_mask',
  'phone_sealed',
  'phone_hash',
  'birth_year',
  'gender',
  'household_id',
  'relation',
  'region_code',
  'union_id',
  'employer_id',
  'is_migrant',
  'employment_status',
  'occupation_group',
  'health_sealed',
  'disability_sealed',
  'model_worker_level',
  'contract_until_on',
  'is_union_member',
  'diversion',
  'version',
] as const;

const DISABILITIES = ['LIMB', 'VISION', 'HEARING', 'MENTAL', 'INTELLECTUAL', 'MULTIPLE'] as const;

/** Heads of households and model workers leave a phone number. */
const hasPhone = ({ relation, householdIndex, modelWorkerLevel }: SamplePerson): boolean =>
  relation === 'HEAD' && (householdIndex !== null || modelWorkerLevel !== null);

/** The sealed values of a batch, only of those who have one: index-aligned with the batch, null for the others. */
function sealedOf(
  people: readonly SamplePerson[],
  { cipher }: SampleTools,
  textOf: (person: SamplePerson) => string | null,
): (Buffer | null)[] {
  const texts = people.map(textOf);
  const sealed = cipher.sealMany(texts.filter((text) => text !== null));
  let next = 0;
  return texts.map((text) => (text === null ? null : (sealed[next++] ?? null)));
}

const healthOf = ({ health }: SamplePerson): string | null => (health === 'GOOD' ? null : health);

function disabilityOf({ health, index }: SamplePerson): string | null {
  return health === 'DISABILITY'
    ? `${DISABILITIES[index % DISABILITIES.length] ?? 'LIMB'}:${String(1 + (index % 4))}`
    : null;
}

/** Our rule: who works for a firm has a contract to the end of 2017, 2018 or 2019; every third one is open-ended. */
function contractOf({ employerIndex, employmentStatus, index }: SamplePerson): string | null {
  if (employerIndex === null || (employmentStatus !== 'ON_POST' && employmentStatus !== 'MIGRANT') || index % 3 === 0)
    return null;
  return `${String(2017 + ((index % 5) % 3))}-12-31`;
}

/** Workers have joined the union; pupils and those outside working life have not. */
const isUnionMember = ({ employmentStatus }: SamplePerson): boolean =>
  employmentStatus !== 'STUDENT' && employmentStatus !== 'NOT_WORKING';

function* personRows(world: World, tools: SampleTools): Generator<readonly CopyValue[]> {
  const { cipher } = tools;
  for (const people of batchesOf(world.persons)) {
    const idNumbers = people.map(({ idNumber }) => idNumber);
    const sealedIds = cipher.sealMany(idNumbers);
    const phones = sealedOf(people, tools, (person) => (hasPhone(person) ? phoneOf(person.index) : null));
    const health = sealedOf(people, tools, healthOf);
    const disability = sealedOf(people, tools, disabilityOf);
    for (const [at, person] of people.entries()) {
      const idNumber = idNumbers[at] ?? '';
      const phone = phones[at] ? phoneOf(person.index) : null;
      const { householdIndex } = person;
      yield [
        personIdOf(person.index),
        person.name,
        maskId(idNumber),
        sealedIds[at] ?? null,
        cipher.hash('id-number', idNumber),
        phone === null ? null : maskPhone(phone),
        phones[at] ?? null,
        phone === null ? null : cipher.hash('phone', phone),
        Number(person.bornOn.slice(0, 4)),
        person.gender,
        householdIndex === null ? null : householdIdOf(householdIndex),
        householdIndex === null ? null : person.relation,
        person.regionCode,
        person.unionId,
        person.employerIndex === null ? null : enterpriseIdOf(person.employerIndex),
        person.isMigrant,
        person.employmentStatus,
        person.occupation,
        health[at] ?? null,
        disability[at] ?? null,
        person.modelWorkerLevel,
        contractOf(person),
        isUnionMember(person),
        person.diversion,
        1,
      ];
    }
  }
}

const STUDENT_COLUMNS = [
  'id',
  'worker_id',
  'household_id',
  'level',
  'school_name',
  'enrolled_year',
  'programme_years',
  'region_code',
  'is_migrant',
  'version',
] as const;

const PROGRAMME_YEARS: Readonly<Record<string, number>> = { PRIMARY: 6, UNDERGRADUATE: 4 };

function* studentRows(world: World): Generator<readonly CopyValue[]> {
  for (const { id, personIndex, householdIndex, level, schoolName, enrolledYear, isMigrant } of world.students) {
    const years = PROGRAMME_YEARS[level] ?? 3;
    const region = world.households[householdIndex]?.regionCode ?? null;
    const whose = [id, personIdOf(personIndex), householdIdOf(householdIndex)] as const;
    yield [...whose, level, schoolName, enrolledYear, years, region, isMigrant, 1];
  }
}

/** Every person of the world, and the schooling of those who study. */
export const personLoads = (world: World, tools: SampleTools): TableLoad[] => [
  { table: 'worker', columns: COLUMNS, rows: () => personRows(world, tools) },
  { table: 'student', columns: STUDENT_COLUMNS, rows: () => studentRows(world) },
];
