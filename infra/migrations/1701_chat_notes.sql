-- What an agent tells the next one when handing a chat on; the citizen never sees it. Sealed under
-- the chat's key, and taken away with what was said.
create table chat_note (
  id uuid primary key,
  session_id uuid not null references chat_session (id),
  -- After which of the chat's messages it was written.
  seq integer not null check (seq > 0),
  agent_id uuid not null references app_user (id),
  at timestamptz not null,
  text_sealed bytea
);
create index chat_note_of_session on chat_note (session_id, seq);
revoke delete, truncate on chat_note from hotline_app;
