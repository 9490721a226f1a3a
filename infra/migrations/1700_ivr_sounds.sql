-- Sounds that supervisors upload in place of spoken words. A sound is never changed: another one
-- has another id, so a version of the flow names exactly what callers of its time hear.
create table ivr_sound (
  id uuid primary key,
  duration_ms integer not null check (duration_ms > 0),
  sha256 bytea not null check (length(sha256) = 32),
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);
create index ivr_sound_age on ivr_sound (uploaded_at);

create table ivr_sound_bytes (
  sound_id uuid primary key references ivr_sound (id) on delete cascade,
  -- 8 kHz, 16 bit, one channel, for the carrier and the browser.
  wave bytea not null,
  -- Ogg Opus in frames of 20 ms, for the media peer.
  opus bytea not null
);
-- Opus does not compress again, and the wave is read whole.
alter table ivr_sound_bytes alter column wave set storage external;
alter table ivr_sound_bytes alter column opus set storage external;

-- Which version of the flow, or which incident's notice, says a sound: while there is one it
-- cannot be deleted, and versions are for ever.
create table ivr_sound_use (
  sound_id uuid not null references ivr_sound (id),
  flow_version integer references ivr_flow (version),
  incident_id uuid references ivr_incident (id),
  check (num_nonnulls(flow_version, incident_id) = 1)
);
create index ivr_sound_use_of_sound on ivr_sound_use (sound_id);
revoke update, delete on ivr_sound_use from hotline_app;
