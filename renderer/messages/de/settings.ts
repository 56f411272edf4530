import type { Messages } from '../en/index.ts';

export const settings: Messages['settings'] = {
  title: 'Einstellungen',
  of: (profile) => `Für das Profil ${profile}; gilt sofort.`,
  theme: 'Aussehen',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  languages: { system: 'Wie das System', en: 'English', de: 'Deutsch' },
  languageNote: 'Ab dem nächsten Start.',
  server: 'Server für neue Wagen',
  serverNote:
    'Leer: Neue Wagen bleiben auf diesem Computer, bis sie geteilt werden. Vorhandene bleiben, wo sie sind.',
  notifications: 'Änderungen anderer melden, während ich woanders bin',
  offline: 'Offline arbeiten, mit allen Wagen',
  notKept: (reason) => `Das ließ sich nicht übernehmen: ${reason}`,
};
