import { config } from 'zod';

// zod tries whether it may compile its schemas with eval; our pages' policy forbids it, and the
// browser would report each try. This must run before the first schema is made.
config({ jitless: true });
