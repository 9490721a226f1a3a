-- Chats at the agents' desks: they go back to the queue when their agent goes, they are handed on,
-- and a citizen who cannot speak has a chat of another kind, the text relay.

-- Whoever handed it on is not asked again while somebody else at work could take it.
alter table queue_entry add column not_for uuid;

-- A text relay is a call held in writing: it skips the bot and waits among the calls.
alter table contact drop constraint contact_channel_check;
alter table contact add constraint contact_channel_check
  check (channel in ('phone', 'webcall', 'web', 'relay', 'counter', 'letter', 'fax'));
alter table chat_session add column kind text not null default 'chat'
  check (kind in ('chat', 'relay'));
alter table chat_session alter column kind drop default;
-- A case opened for a contact is noted in the chat it came by.
create index chat_session_contact on chat_session (contact_id);

-- What it was about, by the codes that calls are filed under.
alter table chat_session add column wrap_up_code text references wrap_up_code (code);

-- A case may come of a chat by its agent's hand.
alter table chat_case drop constraint chat_case_kind_check;
alter table chat_case add constraint chat_case_kind_check
  check (kind in ('report', 'callBack', 'agent'));

-- Whoever has waited so long may leave a telephone number instead of waiting on.
alter table chat_setting add column call_back_after_seconds integer not null default 300
  check (call_back_after_seconds between 30 and 7200);
