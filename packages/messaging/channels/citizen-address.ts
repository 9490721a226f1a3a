import type { ResolveAddress } from './registries.ts';

/** A citizen's phone, from the vault; the reading is noted with the message's purpose. */
export const citizenAddress: ResolveAddress = (app, { id, purpose }) =>
  app.db.transaction(async (tx) => {
    const { phone } = await app.vault.read(tx, id, ['phone'], {
      actor: { kind: 'system', id: 'messaging' },
      purpose,
      now: app.clock.now(),
    });
    return phone ? { to: phone } : null;
  });
