import { rm } from 'node:fs/promises';
import { startHotlineProcess } from './hotline-process.ts';

/** A demo city's data folder, made once a run: what each hotline of the stories starts from. */
export default async function setup(): Promise<() => Promise<void>> {
  const city = await startHotlineProcess();
  await city.terminate();
  process.env.SEEDED_CITY = city.dataDir;
  return () => rm(city.dataDir, { recursive: true, force: true });
}
