import { applicationRole, dropFoundation, foundation } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropFactsFoundation, factsFoundation } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { ROLE_EXCLUSIONS } from '../src/role/role-exclusion';

const AUDITED = [
  'user_account',
  'external_identity',
  'role_assignment',
  'delegation',
  'emergency_access',
  'client',
  'client_secret',
  'sign_in',
  'token_revocation',
] as const;

/** Users, roles, delegations, emergency access and clients; which roles exclude each other; who signed in; what is revoked. */
export class CreateIdentityTables1795564903000 implements MigrationInterface {
  readonly name = 'CreateIdentityTables1795564903000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await factsFoundation(queryRunner);
    for (const sql of [USER, ASSIGNMENT, DELEGATION, EMERGENCY, CLIENT, SIGN_IN, HOLDING]) await queryRunner.query(sql);
    for (const { roles, scope } of ROLE_EXCLUSIONS) {
      for (const [role, excludes] of [roles, [roles[1], roles[0]]])
        await queryRunner.query('insert into role_exclusion (role, excludes, scope) values ($1, $2, $3)', [
          role.toUpperCase(),
          excludes.toUpperCase(),
          scope,
        ]);
    }
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select on role_exclusion, role_holding to ${app};
      grant select, insert on user_account, external_identity, role_assignment, delegation, emergency_access, client, client_secret,
        sign_in, token_revocation to ${app};
      grant update (disabled_at, disabled_by, version) on user_account to ${app};
      grant update (unlinked_at, unlinked_by) on external_identity to ${app};
      grant update (revoked_at, revoked_by, revoked_reason, version) on role_assignment to ${app};
      grant update (ended_at, ended_by, version) on delegation to ${app};
      grant update (ended_at, ended_by, reviewed_at, reviewed_by, verdict, review_note, version) on emergency_access to ${app};
      grant update (scopes, read_regions, write_regions, contract, rate_class, region_code, disabled_at, disabled_by, version)
        on client to ${app};
      grant update (expires_at) on client_secret to ${app};`);
    await auditedTables(queryRunner, AUDITED);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query(`
      drop trigger role_assignment_compatible on role_assignment;
      drop trigger delegation_compatible on delegation;
      drop function role_compatible();
      drop function role_conflicts(uuid, text, text[], timestamptz, timestamptz);
      drop view role_holding;
      drop function regions_overlap(text[], text[]);
      drop function region_prefix(text);
      drop table role_exclusion, token_revocation, sign_in, client_secret, client, emergency_access, delegation, role_assignment,
        external_identity, user_account;`);
    await dropFactsFoundation(queryRunner);
    await dropFoundation(queryRunner);
  }
}

const USER = `
create table user_account (
  id uuid not null,
  display_name text not null,
  region_code text not null,
  union_id uuid,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz,
  disabled_by text,
  version integer not null default 1,
  constraint user_account_pkey primary key (id),
  constraint user_account_display_name_masked check (display_name ~ '[*]'),
  constraint user_account_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint user_account_disabled_whole check ((disabled_at is null) = (disabled_by is null)),
  constraint user_account_version_positive check (version > 0)
);
create index user_account_region_code_idx on user_account (region_code, id);
create index user_account_created_at_idx on user_account (created_at, id);
comment on table user_account is 'Users: an opaque id, which is the subject of their tokens, and where they belong. Nothing else of the person is kept.';
comment on column user_account.display_name is 'Masked name, so that colleagues recognise each other; the whole name is never stored. Personal data, kept as long as the audit.';

create table external_identity (
  id uuid not null,
  user_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_at timestamptz not null,
  linked_by text not null,
  unlinked_at timestamptz,
  unlinked_by text,
  constraint external_identity_pkey primary key (id),
  constraint external_identity_user_id_fkey foreign key (user_id) references user_account (id),
  constraint external_identity_text_present check (btrim(issuer) <> '' and btrim(subject) <> ''),
  constraint external_identity_unlinked_whole check ((unlinked_at is null) = (unlinked_by is null))
);
create unique index external_identity_issuer_subject_unique on external_identity (issuer, subject) where unlinked_at is null;
create index external_identity_user_id_idx on external_identity (user_id);
comment on table external_identity is 'Whom an accepted issuer calls what: issuer and subject of its tokens stand for one user.';
comment on column external_identity.subject is 'The issuer''s id of the person. Personal data by reference; kept as long as the audit.';
`;

const ASSIGNMENT = `
create table role_assignment (
  id uuid not null,
  user_id uuid not null,
  role text not null,
  read_regions text[] not null,
  write_regions text[] not null,
  region_code text not null,
  union_id uuid,
  valid_from timestamptz not null,
  valid_to timestamptz,
  granted_at timestamptz not null,
  granted_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  revoked_reason text,
  version integer not null default 1,
  constraint role_assignment_pkey primary key (id),
  constraint role_assignment_user_id_fkey foreign key (user_id) references user_account (id),
  constraint role_assignment_role_known
    check (role in ('PROVINCE','CITY','COUNTY','MAKER','CHECKER','CASHIER','AUDITOR','ANALYST','ADMIN')),
  constraint role_assignment_regions_form
    check (cardinality(read_regions) between 1 and 20 and array_to_string(read_regions || write_regions, '') ~ '^([0-9]{6})+$'),
  constraint role_assignment_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint role_assignment_period_ordered check (valid_to > valid_from),
  constraint role_assignment_granted_by_another check (granted_by <> user_id::text),
  constraint role_assignment_revoked_whole
    check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_reason is null)),
  constraint role_assignment_version_positive check (version > 0)
);
create index role_assignment_user_id_idx on role_assignment (user_id);
create index role_assignment_region_code_idx on role_assignment (region_code, id);
create index role_assignment_granted_at_idx on role_assignment (granted_at, id);
comment on table role_assignment is 'Which user holds which role, where, from when to when, and who gave it. Revoked, never deleted.';
comment on column role_assignment.region_code is 'The smallest division that holds all its regions: who manages that one manages the assignment.';
`;

const DELEGATION = `
create table delegation (
  id uuid not null,
  assignment_id uuid not null,
  delegator_id uuid not null,
  delegate_id uuid not null,
  role text not null,
  read_regions text[] not null,
  write_regions text[] not null,
  region_code text not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  reason text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  version integer not null default 1,
  constraint delegation_pkey primary key (id),
  constraint delegation_assignment_id_fkey foreign key (assignment_id) references role_assignment (id),
  constraint delegation_delegator_id_fkey foreign key (delegator_id) references user_account (id),
  constraint delegation_delegate_id_fkey foreign key (delegate_id) references user_account (id),
  constraint delegation_to_another check (delegate_id <> delegator_id),
  constraint delegation_regions_form
    check (cardinality(read_regions) between 1 and 20 and array_to_string(read_regions || write_regions, '') ~ '^([0-9]{6})+$'),
  constraint delegation_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint delegation_period_ordered check (valid_to > valid_from),
  constraint delegation_period_bounded check (valid_to <= valid_from + interval '31 days'),
  constraint delegation_reason_present check (btrim(reason) <> ''),
  constraint delegation_ended_whole check ((ended_at is null) = (ended_by is null)),
  constraint delegation_version_positive check (version > 0)
);
create index delegation_assignment_id_idx on delegation (assignment_id);
create index delegation_delegate_id_idx on delegation (delegate_id);
create index delegation_region_code_idx on delegation (region_code, id);
create index delegation_created_at_idx on delegation (created_at, id);
comment on table delegation is 'A role lent to another user until a day, as in a holiday (代理): out of an assignment of one''s own, never out of a delegation.';
`;

const EMERGENCY = `
create table emergency_access (
  id uuid not null,
  user_id uuid not null,
  assignment_id uuid not null,
  role text not null,
  reason text not null,
  case_reference text not null,
  read_regions text[] not null,
  region_code text not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  notified_ids uuid[] not null,
  review_due_on date not null,
  reviewed_at timestamptz,
  reviewed_by text,
  verdict text,
  review_note text,
  version integer not null default 1,
  constraint emergency_access_pkey primary key (id),
  constraint emergency_access_user_id_fkey foreign key (user_id) references user_account (id),
  constraint emergency_access_assignment_id_fkey foreign key (assignment_id) references role_assignment (id),
  constraint emergency_access_reason_present check (length(btrim(reason)) >= 10),
  constraint emergency_access_case_reference_present check (btrim(case_reference) <> ''),
  constraint emergency_access_regions_form
    check (cardinality(read_regions) between 1 and 5 and array_to_string(read_regions, '') ~ '^([0-9]{6})+$'),
  constraint emergency_access_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint emergency_access_short check (ends_at > opened_at and ends_at <= opened_at + interval '4 hours'),
  constraint emergency_access_two_notified
    check (cardinality(notified_ids) = 2 and notified_ids[1] <> notified_ids[2] and user_id <> all (notified_ids)),
  constraint emergency_access_ended_whole check ((ended_at is null) = (ended_by is null)),
  constraint emergency_access_reviewed_whole check ((reviewed_at is null) = (reviewed_by is null)
    and (reviewed_at is null) = (verdict is null) and (reviewed_at is null) = (review_note is null)),
  constraint emergency_access_verdict_known check (verdict in ('JUSTIFIED','UNJUSTIFIED')),
  constraint emergency_access_reviewed_by_another check (reviewed_by <> user_id::text),
  constraint emergency_access_version_positive check (version > 0)
);
create unique index emergency_access_unreviewed_unique on emergency_access (user_id) where reviewed_at is null;
create index emergency_access_region_code_idx on emergency_access (region_code, id);
create index emergency_access_opened_at_idx on emergency_access (opened_at, id);
create index emergency_access_notified_ids_idx on emergency_access using gin (notified_ids);
comment on table emergency_access is 'Reading beyond one''s regions in an emergency (应急授权): at most four hours, two persons notified, reviewed by another. One that isn''t reviewed stands in the way of the next.';
comment on column emergency_access.read_regions is 'Regions opened beside those of the assignment; none is ever opened for writing.';
`;

const CLIENT = `
create table client (
  id uuid not null,
  client_id text not null,
  title text not null,
  kind text not null,
  department text not null,
  subgraph text,
  scopes text[] not null,
  read_regions text[] not null,
  write_regions text[] not null,
  region_code text not null,
  contract text,
  rate_class text not null,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz,
  disabled_by text,
  version integer not null default 1,
  constraint client_pkey primary key (id),
  constraint client_client_id_unique unique (client_id),
  constraint client_client_id_form check (client_id ~ '^[a-z][a-z0-9-]{2,49}$'),
  constraint client_kind_known check (kind in ('PARTNER','SERVICE')),
  constraint client_partner_has_one_subgraph check (kind <> 'PARTNER' or subgraph is not null),
  constraint client_rate_class_known check (rate_class in ('LOW','STANDARD','HIGH')),
  constraint client_scopes_present check (cardinality(scopes) > 0),
  constraint client_regions_form
    check (cardinality(read_regions) between 1 and 20 and array_to_string(read_regions || write_regions, '') ~ '^([0-9]{6})+$'),
  constraint client_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint client_disabled_whole check ((disabled_at is null) = (disabled_by is null)),
  constraint client_version_positive check (version > 0)
);
create index client_region_code_idx on client (region_code, id);
comment on table client is 'Programs of partner departments and services, which sign in with a secret of their own.';

create table client_secret (
  id uuid not null,
  client_id uuid not null,
  salt bytea not null,
  hash bytea not null,
  made_at timestamptz not null,
  made_by text not null,
  expires_at timestamptz,
  constraint client_secret_pkey primary key (id),
  constraint client_secret_client_id_fkey foreign key (client_id) references client (id),
  constraint client_secret_sizes check (octet_length(salt) = 16 and octet_length(hash) = 32)
);
create unique index client_secret_current_unique on client_secret (client_id) where expires_at is null;
comment on table client_secret is 'Secrets of clients as scrypt hashes: the current one, and the one before while it still holds. The secret itself is shown once and never stored.';
`;

const SIGN_IN = `
create table sign_in (
  id uuid not null,
  happened_at timestamptz not null,
  grant_type text not null,
  outcome text not null,
  refusal text,
  user_id uuid,
  client_id uuid,
  issuer text,
  role text,
  region_code text,
  assignment_id uuid,
  delegation_id uuid,
  emergency_id uuid,
  token_id uuid,
  token_expires_at timestamptz,
  constraint sign_in_pkey primary key (id),
  constraint sign_in_user_id_fkey foreign key (user_id) references user_account (id),
  constraint sign_in_client_id_fkey foreign key (client_id) references client (id),
  constraint sign_in_grant_type_known check (grant_type in ('TOKEN_EXCHANGE','CLIENT_CREDENTIALS')),
  constraint sign_in_outcome_known check (outcome in ('ISSUED','REFUSED')),
  constraint sign_in_whole check ((outcome = 'REFUSED') = (refusal is not null) and (outcome = 'ISSUED') = (token_id is not null)
    and (token_id is null) = (token_expires_at is null)),
  constraint sign_in_issued_to_one check (outcome = 'REFUSED' or (user_id is null) <> (client_id is null))
);
create index sign_in_region_code_idx on sign_in (region_code, id);
create index sign_in_happened_at_idx on sign_in (happened_at, id);
create index sign_in_user_id_idx on sign_in (user_id, happened_at);
create index sign_in_delegation_id_idx on sign_in (delegation_id) where delegation_id is not null;
create index sign_in_emergency_id_idx on sign_in (emergency_id) where emergency_id is not null;
comment on table sign_in is 'Every token issued and every one refused. Appended only.';

create table token_revocation (
  id uuid not null,
  subject text,
  before_s bigint,
  token_id uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  constraint token_revocation_pkey primary key (id),
  constraint token_revocation_one_kind check ((subject is null) = (before_s is null) and (subject is null) <> (token_id is null))
);
create index token_revocation_expires_at_idx on token_revocation (expires_at);
comment on table token_revocation is 'What verifiers refuse before its time: tokens of a subject issued before an instant, or one token. Over when the last such token is.';
`;

const HOLDING = `
create table role_exclusion (
  role text not null,
  excludes text not null,
  scope text not null,
  constraint role_exclusion_pkey primary key (role, excludes),
  constraint role_exclusion_scope_known check (scope in ('ALWAYS','SAME_REGION'))
);
comment on table role_exclusion is 'Roles that one person may not hold together; a copy of ROLE_EXCLUSIONS in the code, both ways round.';

create function region_prefix(code text) returns text language sql immutable as $$
  select case when code like '%0000' then left(code, 2) when code like '%00' then left(code, 4) else code end
$$;
comment on function region_prefix(text) is 'The digits that every division inside this one starts with.';

create function regions_overlap(ours text[], others text[]) returns boolean language sql immutable as $$
  select exists (
    select from unnest(ours) a(code), unnest(others) b(code)
    where a.code like region_prefix(b.code) || '%' or b.code like region_prefix(a.code) || '%'
  )
$$;
comment on function regions_overlap(text[], text[]) is 'Whether any division of one list lies within one of the other, or holds it.';

create view role_holding with (security_invoker = true) as
  select a.user_id, a.role, a.write_regions, a.valid_from as starts_at,
    case when a.valid_to is null and a.revoked_at is null then null
      else greatest(a.valid_from, least(a.valid_to, a.revoked_at)) end as ends_at,
    'ASSIGNMENT' as source, a.id
  from role_assignment a
  union all
  select d.delegate_id, d.role, d.write_regions, d.valid_from,
    greatest(d.valid_from, least(d.valid_to, d.ended_at, a.valid_to, a.revoked_at)), 'DELEGATION', d.id
  from delegation d join role_assignment a on a.id = d.assignment_id;
comment on view role_holding is 'Every role that a user holds or held, own or lent, with the time in which it counts.';

create function role_conflicts(of_user uuid, new_role text, new_write text[], new_from timestamptz, new_to timestamptz)
returns table (role text, source text, id uuid) language sql stable as $$
  select h.role, h.source, h.id from role_holding h
  join role_exclusion x on x.role = new_role and x.excludes = h.role
  where h.user_id = of_user and tstzrange(h.starts_at, h.ends_at) && tstzrange(new_from, new_to)
    and (x.scope = 'ALWAYS' or regions_overlap(h.write_regions, new_write))
$$;
comment on function role_conflicts(uuid, text, text[], timestamptz, timestamptz) is
  'What a user holds, own or lent, that excludes a role in these regions and this time.';

create function role_compatible() returns trigger language plpgsql as $$
declare
  receiver uuid;
begin
  receiver := case when tg_table_name = 'delegation' then (to_jsonb(new) ->> 'delegate_id')::uuid else (to_jsonb(new) ->> 'user_id')::uuid end;
  -- Two grants to one person take turns here, so that neither misses the other.
  perform from user_account u where u.id = receiver for update;
  if exists (select from role_conflicts(receiver, new.role, new.write_regions, new.valid_from, new.valid_to)) then
    raise exception 'roles that exclude each other'
      using errcode = 'check_violation', table = tg_table_name, constraint = tg_table_name || '_compatible';
  end if;
  return new;
end $$;
create trigger role_assignment_compatible before insert on role_assignment for each row execute function role_compatible();
create trigger delegation_compatible before insert on delegation for each row execute function role_compatible();
comment on function role_compatible() is 'Refuses a role that the receiving user may not hold beside what it holds.';
`;
