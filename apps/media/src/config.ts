import { networkInterfaces } from 'node:os';
import { z } from 'zod';

const seconds = (standard: number) => z.coerce.number().positive().max(86_400).default(standard);
const addresses = z.string().transform((list) => list.split(',').map((part) => part.trim()));
const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'must look like 40000-40999')
  .transform((range) => range.split('-').map(Number) as [number, number]);

const Environment = z.object({
  /** Where commands are taken, on 127.0.0.1 unless MEDIA_HOST says otherwise; 0 = any free port. */
  MEDIA_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  MEDIA_HOST: z.string().default('127.0.0.1'),
  MEDIA_SECRET: z.string().min(16, 'must have 16 characters or more'),
  MEDIA_EVENTS_URL: z.url(),
  MEDIA_STANDALONE: z.enum(['0', '1']).default('0'),
  /** Folder of recordings; made when the first one begins. */
  MEDIA_RECORDINGS: z.string().default('.data/recordings'),
  /** Addresses browsers can reach the peer at, beside those of its own network cards. */
  MEDIA_PUBLIC_ADDRESSES: addresses.optional(),
  MEDIA_UDP_PORTS: ports.optional(),
  /** This machine's own address that trunk engines send their sound to, and the ports for it. */
  MEDIA_RTP_ADDRESS: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  MEDIA_RTP_PORTS: ports.optional(),
  MEDIA_MAX_CALLS: z.coerce.number().int().positive().default(80),
  /** No sound packet for so long: the leg is reported silent. */
  MEDIA_SILENCE_SECONDS: seconds(10),
  /** No packet of any kind for so long: the leg is disconnected. */
  MEDIA_GONE_SECONDS: seconds(7),
  /** Nobody in a call for so long: it is over. */
  MEDIA_ABANDONED_SECONDS: seconds(120),
});

export type Config = {
  port: number;
  host: string;
  secret: string;
  eventsUrl: string;
  standalone: boolean;
  recordings: string;
  publicAddresses: string[];
  udpPorts: [number, number] | undefined;
  rtpAddress: string;
  rtpPorts: [number, number] | undefined;
  maxCalls: number;
  silenceMs: number;
  goneMs: number;
  abandonedMs: number;
};

/**
 * The process's settings; a port given as first argument goes before MEDIA_PORT.
 * @throws ZodError naming the variable that is missing or wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const port = args[0] === undefined ? {} : { MEDIA_PORT: args[0] };
  const read = Environment.parse({ ...environment, ...port });
  return {
    port: read.MEDIA_PORT,
    host: read.MEDIA_HOST,
    secret: read.MEDIA_SECRET,
    eventsUrl: read.MEDIA_EVENTS_URL,
    standalone: read.MEDIA_STANDALONE === '1',
    recordings: read.MEDIA_RECORDINGS,
    publicAddresses: read.MEDIA_PUBLIC_ADDRESSES ?? (isOffline() ? ['127.0.0.1'] : []),
    udpPorts: read.MEDIA_UDP_PORTS,
    rtpAddress: read.MEDIA_RTP_ADDRESS,
    rtpPorts: read.MEDIA_RTP_PORTS,
    maxCalls: read.MEDIA_MAX_CALLS,
    silenceMs: read.MEDIA_SILENCE_SECONDS * 1000,
    goneMs: read.MEDIA_GONE_SECONDS * 1000,
    abandonedMs: read.MEDIA_ABANDONED_SECONDS * 1000,
  };
}

/** A machine with no network card but loopback can still serve browsers on itself. */
function isOffline(): boolean {
  const cards = Object.values(networkInterfaces()).flatMap((card) => card ?? []);
  return cards.every((address) => address.internal);
}
