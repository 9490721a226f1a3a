create table survey_invitation (
  id uuid primary key,
  case_id uuid not null unique references case_file (id),
  citizen_id uuid not null,
  code_hash text not null unique,
  invited_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > invited_at)
);
create index on survey_invitation (invited_at);

create table survey_answer (
  invitation_id uuid primary key references survey_invitation (id),
  score integer not null check (score between 1 and 5),
  comment_sealed bytea,
  answered_at timestamptz not null
);
create index on survey_answer (answered_at);
