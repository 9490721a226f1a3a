export * from './calendar.ts';
export * from './roc-year.ts';
export * from './working-time.ts';
