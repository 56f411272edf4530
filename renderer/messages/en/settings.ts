/** What a person can choose for a profile. */
export const settings = {
  title: 'Preferences',
  of: (profile: string) => `For the profile ${profile}; kept at once.`,
  theme: 'Look',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languages: { system: 'As the system', en: 'English', de: 'Deutsch' },
  languageNote: 'From the next start on.',
  server: 'Server for new carts',
  serverNote:
    'Empty: new carts stay on this computer until you share them. Carts that are there already stay where they are.',
  notifications: 'Tell me what others change while I am elsewhere',
  offline: 'Work offline, with all carts',
  notKept: (reason: string) => `That could not be kept: ${reason}`,
};
