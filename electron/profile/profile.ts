import { app } from 'electron';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { isUserId, type UserId } from '../../cart/ids.ts';
import type { Switches } from '../start/switches.ts';

/** Whose desktop this is. */
export interface Profile {
  readonly name: string;
  readonly user: UserId;
}

/**
 * Takes on a profile: its own folder for everything Chromium keeps. To be called before the app is ready and
 * before the single-instance lock is asked for, which belongs to the folder.
 */
export function adoptProfile({ profile, userDataDir }: Switches): Profile {
  const name = profile ?? 'default';
  app.setPath('userData', userDataDir ?? join(app.getPath('appData'), 'Trolley', 'profiles', name));
  return { name, user: profile ?? accountName() };
}

/** The name of the account on this computer; some have none, or one that is no name. */
function accountName(): UserId {
  try {
    const { username } = userInfo();
    if (isUserId(username)) return username;
  } catch {
    // An account without an entry in the system's list of users.
  }
  return 'Me' as UserId;
}
