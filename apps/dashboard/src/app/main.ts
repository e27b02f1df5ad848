import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';
import { appConfig } from './app.config';

/** Starts the application: everything that people sign in to. */
export async function start(): Promise<void> {
  await bootstrapApplication(App, appConfig);
}
