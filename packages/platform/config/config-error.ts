/** What was wrong with the environment, in words for the person at the terminal. */
export class ConfigError extends Error {}
