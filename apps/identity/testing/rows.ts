import { newId } from '@nuan/kernel';
import { insertRow, type Row } from '@nuan/testing';
import type { DataSource } from 'typeorm';

/** Fixtures begin a minute ago, so that they stand when a test looks. */
const past = (): Date => new Date(Date.now() - 60_000);

/** A user, linked to the subject `subject` of the external issuer when one is given. */
export async function aUser(db: DataSource, { subject, ...row }: Row & { subject?: string } = {}): Promise<string> {
  const made = { id: newId(), display_name: '张*', region_code: '340102', created_at: past(), created_by: 'fixture' };
  const id = await insertRow(db, 'user_account', { ...made, ...row });
  if (subject !== undefined)
    await insertRow(db, 'external_identity', {
      ...{ id: newId(), user_id: id, issuer: 'https://sso.test', subject, linked_at: past(), linked_by: 'fixture' },
    });
  return id;
}

/** A role of a user: a county officer's of Yaohai (瑶海区) unless said otherwise. */
export function anAssignment(db: DataSource, userId: string, row: Row = {}): Promise<string> {
  const regions = (row['read_regions'] as string[] | undefined) ?? ['340102'];
  return insertRow(db, 'role_assignment', {
    ...{ id: newId(), user_id: userId, role: 'COUNTY', read_regions: regions, write_regions: regions },
    ...{ region_code: regions[0], valid_from: past(), granted_at: past(), granted_by: 'fixture', ...row },
  });
}

/** A role lent by the holder of an assignment to a delegate, for a day. */
export function aDelegation(db: DataSource, row: Row): Promise<string> {
  return insertRow(db, 'delegation', {
    ...{ id: newId(), role: 'COUNTY', read_regions: ['340102'], write_regions: ['340102'], region_code: '340102' },
    ...{ valid_from: past(), valid_to: new Date(Date.now() + 86_400_000), reason: '休假', created_at: past(), ...row },
  });
}

/** An emergency access of an hour into Luyang (庐阳区), with two others notified. */
export function anEmergency(db: DataSource, row: Row): Promise<string> {
  return insertRow(db, 'emergency_access', {
    ...{ id: newId(), role: 'COUNTY', reason: '突发灾害，需立即核实受灾职工', case_reference: 'ZH-2026-001' },
    ...{ read_regions: ['340103'], region_code: '340100', opened_at: past(), notified_ids: [newId(), newId()] },
    ...{ ends_at: new Date(Date.now() + 3_600_000 - 61_000), review_due_on: '2030-01-01', ...row },
  });
}

/** A client of the department of labour (人社) for migrants, without a secret. */
export function aClient(db: DataSource, row: Row = {}): Promise<string> {
  return insertRow(db, 'client', {
    ...{ id: newId(), client_id: `client-${newId().slice(-12)}`, title: '人社平台', kind: 'PARTNER' },
    ...{ department: 'HUMAN_RESOURCES', subgraph: 'migrants', scopes: ['wageCase:read', 'wageCase:write'] },
    ...{ read_regions: ['340100'], write_regions: ['340100'], region_code: '340100', contract: 'human-resources' },
    ...{ rate_class: 'STANDARD', created_at: past(), created_by: 'fixture', ...row },
  });
}
