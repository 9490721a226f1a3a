export { verifyJournal } from '../journal/verify.ts';
export { nextDues } from '../sweeps/next-due.ts';
export * from './test-app.ts';
export * from './test-database.ts';
export { until } from './until.ts';
