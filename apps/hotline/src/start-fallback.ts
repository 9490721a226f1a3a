import { buildFallback, readFallbackConfig } from '@1999/telephony/fallback';

/** Starts a process that answers the carrier's fallback address and needs no database. */
export async function startFallback(env: NodeJS.ProcessEnv): Promise<{ stop(): Promise<void> }> {
  const server = await buildFallback(readFallbackConfig(env));
  const address = await server.listen({
    host: env.HOST ?? '0.0.0.0',
    port: Number(env.PORT ?? 1999),
  });
  console.log(`1999 fallback: ${address}/telephony/twilio/fallback`);
  return { stop: () => server.close() };
}
