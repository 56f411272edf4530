import { app } from 'electron';
import type { Settings } from '../../protocol/settings.ts';

/** Has Chromium speak a language, its menus and its pages alike. Before the app is ready: it takes it up once. */
export function useLanguage(language: Settings['language']): void {
  if (language === 'system') return;
  app.commandLine.appendSwitch('lang', language);
  // On Linux Chromium goes by the environment instead.
  if (process.platform === 'linux') process.env['LANGUAGE'] = language;
}
