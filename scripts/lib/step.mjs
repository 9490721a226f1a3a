const REMIND_MS = 5000;

/** Runs one step of the preparation, says that it began, that it goes on, and how long it took. */
export async function step(label, work) {
  const from = performance.now();
  const seconds = () => ((performance.now() - from) / 1000).toFixed(1);
  console.log(`▸ ${label} …`);
  const reminder = setInterval(() => console.log(`  … ${seconds()} s`), REMIND_MS);
  try {
    const result = await work();
    console.log(`  ✓ ${seconds()} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
