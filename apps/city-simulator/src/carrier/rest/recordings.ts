import type { FastifyInstance } from 'fastify';

const RATE = 8000;

/** Recordings. These telephones have no voice, so each is the same second of silence. */
export async function recordingRoutes(app: FastifyInstance) {
  app.get<{ Params: { sid: string } }>('/Recordings/:sid', async (_request, reply) =>
    reply.type('audio/wav').send(silence()),
  );
}

/** One second of silence as a WAV file (8 kHz, 8 bit, mono). */
function silence(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + RATE, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(RATE, 40);
  return Buffer.concat([header, Buffer.alloc(RATE, 128)]);
}
