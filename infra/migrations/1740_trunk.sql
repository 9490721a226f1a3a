-- Calls that come by the city's own SIP trunk. Their voices meet at the media peer, as those of web
-- calls do; the engine's name of a line stands in provider_sid as `engine/channel`.
alter table call drop constraint call_provider_check;
alter table call add constraint call_provider_check
  check (provider in ('twilio', 'webcall', 'sip'));
alter table recording drop constraint recording_provider_check;
alter table recording add constraint recording_provider_check
  check (provider in ('twilio', 'webcall', 'sip'));
-- A message that is being left at the media peer has a longest time.
alter table call drop constraint call_timer_check;
alter table call add constraint call_timer_check
  check (timer in ('digit', 'position', 'message'));
