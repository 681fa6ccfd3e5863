import { type ColumnPolicy, FOUNDATION_COLUMNS } from '@nuan/database';
import { FACTS_COLUMNS } from '@nuan/facts';

/** How sensitive every column of the identity database is. It knows officers by the duty of their office, and no person helped. */
export const identityColumns: ColumnPolicy = {
  ...FOUNDATION_COLUMNS,
  ...FACTS_COLUMNS,
  user_account: {
    INTERNAL: 'id region_code union_id created_at created_by disabled_at disabled_by version',
    PERSONAL: { OFFICER: 'display_name' },
  },
  external_identity: {
    INTERNAL: 'id user_id issuer linked_at linked_by unlinked_at unlinked_by',
    PERSONAL: { OFFICER: 'subject' },
  },
  role_assignment: {
    INTERNAL:
      'id user_id role read_regions write_regions region_code union_id read_unions write_unions valid_from valid_to granted_at granted_by revoked_at revoked_by revoked_reason version',
  },
  delegation: {
    INTERNAL:
      'id assignment_id delegator_id delegate_id role read_regions write_regions region_code valid_from valid_to created_at ended_at ended_by version',
    PERSONAL: { OFFICER: 'reason' },
  },
  emergency_access: {
    INTERNAL:
      'id user_id assignment_id role case_reference read_regions region_code opened_at ends_at ended_at ended_by notified_ids review_due_on reviewed_at reviewed_by verdict version',
    PERSONAL: { AUDIT: 'reason review_note' },
  },
  client: {
    INTERNAL:
      'id client_id title kind department subgraph scopes read_regions write_regions region_code contract rate_class created_at created_by disabled_at disabled_by version',
  },
  client_secret: {
    INTERNAL: 'id client_id salt made_at made_by expires_at',
    SENSITIVE: { AUDIT: 'hash' },
    unsealed: { hash: 'a salted hash of 256 random bits opens nothing, and no person stands behind it' },
  },
  sign_in: {
    INTERNAL:
      'id happened_at grant_type outcome refusal user_id client_id issuer role region_code assignment_id delegation_id emergency_id token_id token_expires_at',
  },
  token_revocation: { INTERNAL: 'id subject before_s token_id made_at expires_at' },
  role_exclusion: { PUBLIC: 'role excludes scope' },
};
