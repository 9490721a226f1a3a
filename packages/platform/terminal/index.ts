export { findDatabase } from '../embedded-postgres/find-database.ts';
export { fromTerminal } from './from-terminal.ts';
export { NothingTyped, readPassword } from './read-password.ts';
