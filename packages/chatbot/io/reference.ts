import { districts, matterTypes } from '@1999/cases';
import { type App, service } from '@1999/platform';
import type { Reference } from '../domain/report-words.ts';

const KEEP_MS = 60_000;

class ReferenceKeeper {
  #kept: { reference: Reference; until: number } | null = null;

  async current(app: App): Promise<Reference> {
    const now = app.clock.now().epochMilliseconds;
    if (this.#kept && now < this.#kept.until) return this.#kept.reference;
    const [types, places] = await Promise.all([matterTypes(app.db), districts(app.db)]);
    const reference = { types: new Set(types.map(({ code }) => code)), districts: places };
    this.#kept = { reference, until: now + KEEP_MS };
    return reference;
  }
}

const keeper = service('chatbot.reference', () => new ReferenceKeeper());

/** Types and districts that a report may name, no older than a minute. */
export function reference(app: App): Promise<Reference> {
  return app.services.get(keeper).current(app);
}
