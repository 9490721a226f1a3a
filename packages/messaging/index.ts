import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { citizenAddress } from './channels/citizen-address.ts';
import { addresses } from './channels/registries.ts';
import { deliveryRoutes } from './http/deliveries.ts';
import { deliverTask } from './jobs/deliver-task.ts';
import { takeOverLostTries } from './jobs/take-over-lost-tries.ts';
import { live } from './live.ts';

export * from './channels/registries.ts';
export { deliver } from './commands/deliver.ts';
export { recordDelivery } from './commands/record-delivery.ts';
export { deliveriesAbout } from './queries/deliveries.ts';
export { wordsOfDelivery } from './queries/words-of-delivery.ts';

/** Things sent outside: delivery rows, retries, and the ports that carriers and words plug into. */
export const messaging: Module = {
  name: 'messaging',
  access,
  routes: deliveryRoutes,
  sweeps: [takeOverLostTries],
  tasks: [deliverTask],
  live,
  plug: (app) => {
    app.services.get(addresses).set('citizen', citizenAddress);
  },
};
