-- Cases that were there before, and that a later approach was about as well.
create table contact_case (
  contact_id uuid not null references contact (id),
  case_id uuid not null references case_file (id),
  linked_by uuid not null references app_user (id),
  linked_at timestamptz not null,
  primary key (contact_id, case_id)
);
create index contact_case_of_case on contact_case (case_id);
