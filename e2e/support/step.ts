/**
 * One sentence of a story and what makes it true. When it does not come true, the sentence leads
 * the error, so a failure reads as "the agency acknowledges: …".
 */
export async function step<T>(sentence: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Error) error.message = `${sentence}: ${error.message}`;
    throw error;
  }
}
