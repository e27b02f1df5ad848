/** The environment as it is, for a child process that reads its own settings. */
export const inheritedEnvironment = (): NodeJS.ProcessEnv => process.env;
