/**
 * Who may do what over HTTP, written by hand from the city's roles and not from the rooms' tables:
 * one line a route, one column a grantee. `any` every object, `own` only the grantee's own, `-` not
 * at all. A line with one word: `open` to everybody, `keyed` a door that checks a key of its own.
 * A tenth column is the chat's token; where it is left out, that gets what everybody gets.
 */
const written = `
                                                   agent sup  agency admin call case survey order public chat
GET    /live                                       open
GET    /ready                                      open
GET    /metrics                                    open
GET    /api/time                                   open
GET    /api/openapi.json                           open
GET    /api/docs/                                  open
GET    /api/docs/js/scalar.js                      open

POST   /api/session                                open
POST   /api/session/refresh                        open
DELETE /api/session                                open
GET    /api/demo                                   open
GET    /api/me                                     own   own  own    own   -    -    -      -     -
GET    /api/me/phone                               -     -    own    -     -    -    -      -     -
PUT    /api/me/phone                               -     -    own    -     -    -    -      -     -
DELETE /api/me/phone                               -     -    own    -     -    -    -      -     -
GET    /api/agencies                               any   any  any    any   -    -    -      -     -
GET    /api/agencies/:id/roster                    any   any  own    any   -    -    -      -     -
GET    /api/agencies/:id/duty-people               -     any  -      any   -    -    -      -     -
PATCH  /api/agencies/:id/roster/:contactId         -     any  -      any   -    -    -      -     -
PATCH  /api/agencies/:id/channels/:channelId       -     any  -      any   -    -    -      -     -
POST   /api/agencies/:id/channels/:channelId/test  -     any  -      any   -    -    -      -     -
GET    /api/agency-ways                            -     any  -      any   -    -    -      -     -
POST   /api/agencies/:id/roster                    -     any  -      any   -    -    -      -     -
DELETE /api/agencies/:id/roster/:contactId         -     any  -      any   -    -    -      -     -
GET    /api/agencies/:id/channels                  -     any  -      any   -    -    -      -     -
POST   /api/agencies/:id/channels                  -     any  -      any   -    -    -      -     -
DELETE /api/agencies/:id/channels/:channelId       -     any  -      any   -    -    -      -     -
GET    /api/skills                                 any   any  -      any   -    -    -      -     -
GET    /api/users                                  -     -    -      any   -    -    -      -     -
POST   /api/users                                  -     -    -      any   -    -    -      -     -
PATCH  /api/users/:id                              -     -    -      any   -    -    -      -     -

GET    /api/changes                                any   any  own    any   own  own  own    own   -     own
GET    /api/board                                  -     any  -      any   -    -    -      -     -
GET    /api/deliveries                             -     any  -      any   -    -    -      -     -
GET    /api/push-key                               -     -    own    -     -    -    -      -     -
POST   /api/push-subscriptions                     -     -    own    -     -    -    -      -     -
POST   /api/push-receipts                          own   own  own    own   own  own  own    own   own
DELETE /api/push-subscriptions                     -     -    own    -     -    -    -      -     -

POST   /api/contacts                               any   any  -      -     -    -    -      -     -
POST   /api/cases                                  any   any  -      -     -    -    -      -     -
GET    /api/cases                                  any   any  -      -     -    -    -      -     -
GET    /api/contacts/:id/cases                     any   any  -      -     -    -    -      -     -
POST   /api/contacts/:id/cases                     any   any  -      -     -    -    -      -     -
DELETE /api/contacts/:id/cases/:caseId             any   any  -      -     -    -    -      -     -
GET    /api/cases/:id                              any   any  own    any   -    -    -      -     -
GET    /api/cases/:id/history                      any   any  own    any   -    -    -      -     -
GET    /api/cases/:id/status                       any   any  -      any   -    own  -      -     -
PUT    /api/cases/:id/matters/:matterId/description any  any  -      -     -    -    -      -     -
POST   /api/track                                  any   any  any    any   any  any  any    any   any
GET    /api/matter-types                           any   any  any    any   any  any  any    any   any
GET    /api/districts                              any   any  any    any   any  any  any    any   any
GET    /api/citizens/:id/history                   any   any  -      -     -    -    -      -     -
PATCH  /api/citizens/:id                           any   any  -      -     -    -    -      -     -
POST   /api/citizens/:id/erasure                   -     -    -      any   -    -    -      -     -
PUT    /api/drafts/:refId                          own   own  -      -     -    -    -      -     -
GET    /api/drafts/:refId                          own   own  -      -     -    -    -      -     -
DELETE /api/drafts/:refId                          own   own  -      -     -    -    -      -     -
POST   /api/attachments                            any   any  own    -     -    -    -      -     -
GET    /api/attachments/:id                        any   any  own    any   -    -    -      -     -

GET    /api/agents/me/state                        own   -    -      -     -    -    -      -     -
PUT    /api/agents/me/state                        own   -    -      -     -    -    -      -     -
POST   /api/agents/me/sign-of-life                 own   -    -      -     -    -    -      -     -
POST   /api/agents/me/wrap-up/extension            own   -    -      -     -    -    -      -     -
POST   /api/agents/:agentId/release                -     any  -      -     -    -    -      -     -
GET    /api/agent-state-reasons                    any   any  -      any   -    -    -      -     -
GET    /api/routing-rules                          -     any  -      any   -    -    -      -     -
PUT    /api/routing-rules                          -     any  -      any   -    -    -      -     -
POST   /api/agents/me/help                         own   -    -      -     -    -    -      -     -
GET    /api/help-calls                             -     any  -      -     -    -    -      -     -
POST   /api/help-calls/:helpId/answer              -     any  -      -     -    -    -      -     -
GET    /api/scripts                                any   any  -      any   -    -    -      -     -
GET    /api/place-marks                            any   any  -      any   -    -    -      -     -
PUT    /api/place-marks                            -     any  -      any   -    -    -      -     -
GET    /api/queue/forecast                         -     any  -      any   -    -    -      -     -
GET    /api/roster                                 -     any  -      any   -    -    -      -     -
GET    /api/roster/me                              own   -    -      -     -    -    -      -     -
POST   /api/roster/shifts                          -     any  -      -     -    -    -      -     -
POST   /api/roster/shifts/preview                  -     any  -      any   -    -    -      -     -
PUT    /api/roster/shifts/:shiftId                 -     any  -      -     -    -    -      -     -
DELETE /api/roster/shifts/:shiftId                 -     any  -      -     -    -    -      -     -
POST   /api/roster/leaves                          -     any  -      -     -    -    -      -     -
DELETE /api/roster/leaves/:leaveId                 -     any  -      -     -    -    -      -     -
GET    /api/handover-notes                         any   any  -      -     -    -    -      -     -
POST   /api/handover-notes                         any   any  -      -     -    -    -      -     -
POST   /api/handover-notes/:noteId/acknowledgement any   any  -      -     -    -    -      -     -
GET    /api/agent-skills                           -     any  -      any   -    -    -      -     -
PUT    /api/users/:id/skills                       -     any  -      any   -    -    -      -     -
GET    /api/agents                                 -     any  -      any   -    -    -      -     -
GET    /api/queue                                  any   any  -      any   -    -    -      -     -
GET    /api/queue/counts                           any   any  -      any   -    -    -      -     -
POST   /api/offers/:offerId/decline                own   -    -      -     -    -    -      -     -

GET    /api/calls                                  own   any  -      any   -    -    -      -     -
GET    /api/calls/current                          own   own  -      -     -    -    -      -     -
GET    /api/offers/current                         own   -    -      -     -    -    -      -     -
POST   /api/offers/:offerId/answer                 own   -    -      -     -    -    -      -     -
POST   /api/calls/:callId/leg                      own   own  -      -     -    -    -      -     -
POST   /api/calls/:callId/commands                 own   own  -      -     -    -    -      -     -
POST   /api/calls/:callId/supervision              -     any  -      -     -    -    -      -     -
GET    /api/calls/:callId/snapshot                 own   any  -      any   -    -    -      -     -
GET    /api/ivr/flows                              -     any  -      any   -    -    -      -     -
POST   /api/ivr/flows                              -     any  -      -     -    -    -      -     -
POST   /api/ivr/preview                            -     any  -      any   -    -    -      -     -
POST   /api/ivr/sounds                             -     any  -      -     -    -    -      -     -
GET    /api/ivr/sounds/:soundId                    -     any  -      any   -    -    -      -     -
GET    /api/ivr/sounds/:soundId/audio              -     any  -      any   -    -    -      -     -
GET    /api/ivr/incident                           -     any  -      any   -    -    -      -     -
PUT    /api/ivr/incident                           -     any  -      -     -    -    -      -     -
DELETE /api/ivr/incident                           -     any  -      -     -    -    -      -     -
GET    /api/nuisance                               -     any  -      any   -    -    -      -     -
POST   /api/nuisance                               -     any  -      -     -    -    -      -     -
DELETE /api/nuisance/:nuisanceId                   -     any  -      -     -    -    -      -     -
GET    /api/calls/:callId/recordings               -     any  -      any   -    -    -      -     -
GET    /api/recordings/:recordingId/audio          -     any  -      any   -    -    -      -     -
GET    /api/recording-policy                       -     any  -      any   -    -    -      -     -
PUT    /api/recording-policy                       -     -    -      any   -    -    -      -     -
GET    /api/webcalls/:callId/ice-servers           -     -    -      -     own  -    -      -     -
GET    /api/transfer-targets                       any   any  -      -     -    -    -      -     -
POST   /api/calls/:callId/wrap-up                  own   own  -      -     -    -    -      -     -
POST   /api/calls/client-token                     own   own  -      -     -    -    -      -     -
GET    /api/wrap-up-codes                          any   any  -      any   -    -    -      -     -
POST   /api/webcalls                               own   own  own    own   own  own  own    own   own
POST   /api/webcalls/:callId/leg                   -     -    -      -     own  -    -      -     -
POST   /api/webcalls/:callId/digits                -     -    -      -     own  -    -      -     -
GET    /api/webcalls/:callId                       -     -    -      -     own  -    -      -     -
DELETE /api/webcalls/:callId                       -     -    -      -     own  -    -      -     -
POST   /telephony/media/events                     keyed
GET    /telephony/media/sounds/:soundId            keyed
GET    /telephony/twilio/sounds/:file              open
GET    /telephony/twilio/hold-music.wav            open
POST   /telephony/twilio/voice                     keyed
POST   /telephony/twilio/menu                      keyed
POST   /telephony/twilio/wait                      keyed
POST   /telephony/twilio/hold                      keyed
POST   /telephony/twilio/client                    keyed
POST   /telephony/twilio/fallback                  keyed
POST   /telephony/twilio/status                    keyed
POST   /telephony/twilio/announce                  keyed
POST   /telephony/twilio/message                   keyed
POST   /telephony/twilio/callback                  keyed
POST   /telephony/twilio/callback-status           keyed
POST   /telephony/twilio/party-status              keyed
POST   /telephony/twilio/recording                 keyed
POST   /telephony/twilio/conference                keyed
POST   /telephony/twilio/alert                     keyed
POST   /telephony/twilio/alert-answer              keyed
POST   /telephony/twilio/alert-status              keyed
POST   /telephony/twilio/message-status            keyed
POST   /telephony/twilio/masked                    keyed
POST   /telephony/twilio/masked-key                keyed
POST   /telephony/twilio/masked-citizen            keyed
POST   /telephony/twilio/masked-dialled            keyed
POST   /telephony/twilio/masked-status             keyed

POST   /api/cases/:id/orders                       any   any  -      -     -    -    -      -     -
GET    /api/orders                                 any   any  own    any   -    -    -      -     -
GET    /api/orders/nearby                          any   any  -      -     -    -    -      -     -
GET    /api/dispatch/preview                       any   any  -      -     -    -    -      -     -
GET    /api/orders/:id                             any   any  own    any   -    -    -      -     -
POST   /api/orders/:id/acknowledgement             -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/arrival                     -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/report                      -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/verification                -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/refusal                     -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/petition                    -     any  -      -     -    -    -      -     -
GET    /api/dispatch/verification-rules            -     any  -      any   -    -    -      -     -
POST   /api/dispatch/verification-rules            -     any  -      any   -    -    -      -     -
POST   /api/orders/:id/closure                     -     any  own    -     -    -    -      -     -
POST   /api/orders/:id/return                      -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/reassignment                any   any  -      -     -    -    -      -     -
POST   /api/orders/:id/ruling                      -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/release                     -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/pauses                      -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/resume                      -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/extension                   -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/extension/decision          -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/reopening                   -     any  -      -     -    -    -      -     -
POST   /api/orders/:id/attach                      any   any  -      -     -    -    -      -     -
POST   /api/orders/:id/detach                      any   any  -      -     -    -    -      -     -
GET    /api/dispatch/policies                      -     any  -      any   -    -    -      -     -
POST   /api/dispatch/policies                      -     any  -      any   -    -    -      -     -
POST   /api/dispatch/policies/preview              -     any  -      any   -    -    -      -     -
GET    /api/dispatch/calendars                     -     any  -      any   -    -    -      -     -
POST   /api/dispatch/calendars                     -     any  -      any   -    -    -      -     -
POST   /api/dispatch/calendars/preview             -     any  -      any   -    -    -      -     -
GET    /api/incidents                              any   any  -      any   -    -    -      -     -
GET    /api/incidents/:id                          any   any  -      any   -    -    -      -     -
POST   /api/incidents/:id/attach-all               -     any  -      -     -    -    -      -     -
POST   /api/incidents/:id/detach-all               -     any  -      -     -    -    -      -     -
POST   /api/incidents/:id/drop                     -     any  -      -     -    -    -      -     -
GET    /api/surges                                 any   any  -      any   -    -    -      -     -
GET    /api/dispatch/incident-rules                -     any  -      any   -    -    -      -     -
POST   /api/dispatch/incident-rules                -     any  -      any   -    -    -      -     -
GET    /api/dispatch/risk                          -     any  any    any   -    -    -      -     -
POST   /api/orders/:id/handoff                     -     any  own    -     -    -    -      -     -
POST   /api/orders/acknowledgements                -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/assignee                    -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/contractor-link             -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/citizen-calls               -     -    own    -     -    -    -      -     -
POST   /api/orders/:id/clocks/:kind/excuse         -     any  -      -     -    -    -      -     -
GET    /api/agency/colleagues                      -     -    own    -     -    -    -      -     -
GET    /api/agency/overview                        -     -    own    -     -    -    -      -     -
GET    /api/linked-order                           -     -    -      -     -    -    -      own   -
POST   /api/linked-order/acknowledgement           -     -    -      -     -    -    -      own   -
POST   /api/linked-order/arrival                   -     -    -      -     -    -    -      own   -
POST   /api/linked-order/report                    -     -    -      -     -    -    -      own   -
POST   /api/linked-order/photos                    -     -    -      -     -    -    -      own   -

GET    /api/faq/search                             any   any  any    any   any  any  any    any   any
GET    /api/faq/suggest                            any   any  any    any   any  any  any    any   any
GET    /api/faq/:id                                any   any  any    any   any  any  any    any   any
GET    /api/faq                                    any   any  any    any   any  any  any    any   any
GET    /api/faq-categories                         any   any  any    any   any  any  any    any   any
POST   /api/faq/:id/ratings                        any   any  any    any   any  any  any    any   any
POST   /api/calls/:callId/faq-texts                own   -    -      -     -    -    -      -     -
POST   /api/assist                                 any   any  -      -     -    -    -      -     -
GET    /api/faq-facets                             -     any  -      any   -    -    -      -     -
POST   /api/faq-groups                             -     any  -      any   -    -    -      -     -
GET    /api/faq-trial                              -     any  -      any   -    -    -      -     -
GET    /api/faq-export                             -     any  -      any   -    -    -      -     -
POST   /api/faq-import                             -     any  -      any   -    -    -      -     -
GET    /api/faq-entries                            -     any  -      any   -    -    -      -     -
POST   /api/faq-entries                            -     any  -      any   -    -    -      -     -
GET    /api/faq-entries/:id                        -     any  -      any   -    -    -      -     -
PUT    /api/faq-entries/:id                        -     any  -      any   -    -    -      -     -
PUT    /api/faq-entries/:id/owner                  -     any  -      any   -    -    -      -     -
GET    /api/faq-entries/:id/versions/:version      -     any  -      any   -    -    -      -     -
POST   /api/faq-entries/:id/submission             -     any  -      any   -    -    -      -     -
POST   /api/faq-entries/:id/publication            -     any  -      any   -    -    -      -     -
POST   /api/faq-entries/:id/withdrawal             -     any  -      any   -    -    -      -     -
GET    /api/faq-words                              -     any  -      any   -    -    -      -     -
POST   /api/faq-words                              -     any  -      any   -    -    -      -     -
POST   /api/faq-words/:id/acceptance               -     any  -      any   -    -    -      -     -
POST   /api/faq-words/:id/withdrawal               -     any  -      any   -    -    -      -     -
POST   /api/faq-word-hints                         -     any  -      any   -    -    -      -     -
POST   /api/faq-word-trial                         -     any  -      any   -    -    -      -     -
GET    /api/faq-words-export                       -     any  -      any   -    -    -      -     -

GET    /api/bot/questions                          -     any  -      any   -    -    -      -     -
GET    /api/bot/questions/:id                      -     any  -      any   -    -    -      -     -
POST   /api/bot/questions/:id/handled              -     any  -      any   -    -    -      -     -
GET    /api/bot/figures                            -     any  -      any   -    -    -      -     -
GET    /api/bot/settings                           -     any  -      any   -    -    -      -     -
PUT    /api/bot/settings                           -     any  -      any   -    -    -      -     -

POST   /api/chat/sessions                          own   own  own    own   own  own  own    own   own
GET    /api/chat/sessions/:id                      -     -    -      -     -    -    -      -     -     own
DELETE /api/chat/sessions/:id                      -     -    -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/messages             -     -    -      -     -    -    -      -     -     own
PUT    /api/chat/sessions/:id/messages/:messageId/rating -  -  -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/hand-over            -     -    -      -     -    -    -      -     -     own
DELETE /api/chat/sessions/:id/hand-over            -     -    -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/call-back            -     -    -      -     -    -    -      -     -     own
GET    /api/chat/sessions/:id/typing               -     -    -      -     -    -    -      -     -     own
PUT    /api/chat/sessions/:id/typing               -     -    -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/end                  -     -    -      -     -    -    -      -     -     own
PUT    /api/chat/sessions/:id/report               -     -    -      -     -    -    -      -     -     own
DELETE /api/chat/sessions/:id/report               -     -    -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/report/confirmation  -     -    -      -     -    -    -      -     -     own
POST   /api/chat/sessions/:id/report/photos        -     -    -      -     -    -    -      -     -     own
GET    /api/chat/sessions/:id/report/photos/:photoId -   -    -      -     -    -    -      -     -     own
DELETE /api/chat/sessions/:id/report/photos/:photoId -   -    -      -     -    -    -      -     -     own
GET    /api/chats                                  own   any  -      any   -    -    -      -     -
GET    /api/chats/offers                           own   -    -      -     -    -    -      -     -
POST   /api/chats/offers/:offerId/answer           own   -    -      -     -    -    -      -     -
GET    /api/chats/:id                              own   any  -      any   -    -    -      -     -
POST   /api/chats/:id/messages                     own   -    -      -     -    -    -      -     -
GET    /api/chats/:id/typing                       own   -    -      -     -    -    -      -     -
PUT    /api/chats/:id/typing                       own   -    -      -     -    -    -      -     -
POST   /api/chats/:id/end                          own   -    -      -     -    -    -      -     -
POST   /api/chats/:id/wrap-up                      own   -    -      -     -    -    -      -     -
POST   /api/chats/:id/hand-on                      own   -    -      -     -    -    -      -     -
GET    /api/chats/:id/colleagues                   own   -    -      -     -    -    -      -     -
GET    /api/chats/:id/photos/:photoId              own   any  -      any   -    -    -      -     -
GET    /api/chat-settings                          -     any  -      any   -    -    -      -     -
PUT    /api/chat-settings                          -     any  -      any   -    -    -      -     -

GET    /api/surveys/:code                          own   own  own    own   own  own  own    own   own
POST   /api/surveys/:code/answer                   own   own  own    own   own  own  own    own   own
GET    /api/cases/:caseId/survey-answer            any   any  -      any   -    -    -      -     -
`;

/**
 * What an inspector may besides what everybody may: everything else is shut. `own` are the orders
 * whose report must be confirmed.
 */
const inspectors = `
GET    /api/me                        own
GET    /api/changes                   own
GET    /api/orders                    own
GET    /api/orders/:id                own
GET    /api/attachments/:id           own
POST   /api/orders/:id/verification   own
POST   /api/orders/:id/refusal        own
`;

/** The columns: everybody who can send a request. A carrier has no token; its doors are keyed. */
export const grantees = [
  'agent',
  'supervisor',
  'agency',
  'admin',
  'inspector',
  'cap:call',
  'cap:case',
  'cap:survey',
  'cap:order',
  'public',
  'cap:chat',
] as const;
export type TestedGrantee = (typeof grantees)[number];
export type Verdict = 'any' | 'own' | '-' | 'open' | 'keyed';

const ofInspectors = new Map(
  inspectors
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map(([method, path, verdict]) => [`${method} ${path}`, verdict as Verdict]),
);

/** Route (`GET /api/me`) → what each grantee may do there. */
export const expectedAccess: ReadonlyMap<
  string,
  Readonly<Record<TestedGrantee, Verdict>>
> = new Map(written.trim().split('\n').slice(1).filter(Boolean).map(readLine));

function readLine(line: string): [string, Record<TestedGrantee, Verdict>] {
  const [method, path, ...cells] = line.split(/\s+/);
  const columns = grantees.filter((grantee) => grantee !== 'inspector');
  const known = [1, columns.length - 1, columns.length];
  if (!known.includes(cells.length)) throw new Error(`read: ${line}`);
  const route = `${method} ${path}`;
  const everybody = cells[columns.indexOf('public')] ?? cells[0];
  const verdicts = columns.map((grantee, index) => [grantee, cells[index] ?? everybody]);
  const row = Object.fromEntries(verdicts);
  return [route, { ...row, inspector: ofInspectors.get(route) ?? row.public }];
}
