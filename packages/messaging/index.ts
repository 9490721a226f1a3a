import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { citizenAddress } from './channels/citizen-address.ts';
import { deviceAddress } from './channels/device-address.ts';
import { email } from './channels/email.ts';
import { open311 } from './channels/open311.ts';
import { push } from './channels/push.ts';
import { addresses, channels } from './channels/registries.ts';
import { webhook } from './channels/webhook.ts';
import { makePushKey } from './commands/make-push-key.ts';
import { deliveryRoutes } from './http/deliveries.ts';
import { pushSubscriptionRoutes } from './http/push-subscriptions.ts';
import { deliverTask } from './jobs/deliver-task.ts';
import { endLostCalls } from './jobs/end-lost-calls.ts';
import { endLostMaskedCalls } from './jobs/end-lost-masked-calls.ts';
import { placeMaskedCallTask } from './jobs/place-masked-call.ts';
import { takeOverLostTries } from './jobs/take-over-lost-tries.ts';
import { live } from './live.ts';

export * from './channels/registries.ts';
export { askMaskedCall } from './commands/ask-masked-call.ts';
export { deliver } from './commands/deliver.ts';
export { endAutomatedCall, giveCallToAgent } from './commands/end-automated-call.ts';
export { endMaskedCall } from './commands/end-masked-call.ts';
export {
  answerMaskedCall,
  connectMaskedCall,
  joinMaskedCall,
} from './commands/follow-masked-call.ts';
export { recordDelivery } from './commands/record-delivery.ts';
export { speakNext } from './commands/speak-next.ts';
export { TALKS_FOR_MINUTES as MASKED_CALL_MINUTES } from './domain/masked-call.ts';
export { phoneKey } from './io/phone-key.ts';
export { deliveriesAbout } from './queries/deliveries.ts';
export { callsAbout, listenedToSince } from './queries/listened-to.ts';
export { maskedCallsAbout } from './queries/masked-calls.ts';
export { peopleOfDevices, pushDevicesOf } from './queries/push-devices.ts';
export { isToldBeside } from './queries/told-beside.ts';
export { wordsOfDelivery } from './queries/words-of-delivery.ts';

/** Things sent outside: delivery rows, retries, and the ports that carriers and words plug into. */
export const messaging: Module = {
  name: 'messaging',
  access,
  routes: (server, app) => {
    deliveryRoutes(server, app);
    pushSubscriptionRoutes(server, app);
  },
  sweeps: [takeOverLostTries, endLostCalls, endLostMaskedCalls],
  tasks: [deliverTask, placeMaskedCallTask],
  live,
  plug: (app) => {
    app.services.get(addresses).set('citizen', citizenAddress).set('device', deviceAddress);
    const out = app.services.get(channels);
    out.set('email', email).set('webhook', webhook).set('open311', open311).set('push', push);
  },
  seedReference: (app) => makePushKey({ app, actor: { kind: 'system', id: 'seed' } }, {}),
};
