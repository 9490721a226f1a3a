import { parentPort, workerData } from 'node:worker_threads';
import { convertSound } from './convert-sound.ts';
import { SoundRefused } from './sound-refused.ts';

/** Converts one file in a thread of its own and says what came of it. */
async function answer() {
  try {
    return { converted: await convertSound(workerData as Uint8Array) };
  } catch (error) {
    if (error instanceof SoundRefused) return { refused: error.code };
    throw error;
  }
}

parentPort?.postMessage(await answer());
