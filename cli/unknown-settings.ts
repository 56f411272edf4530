import { isObject, type ConfigFile } from './config-file.ts';
import { CONFIG_VARIABLE, namedSettings, VARIABLE_PREFIX } from './named-settings.ts';
import { nearestName } from './nearest-name.ts';

/**
 * Variables with our prefix that are no settings. One that looks like a setting is a mistake; others may be
 * somebody else's, such as those that an orchestrator makes for a service of this name.
 */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>) {
  const names = [...namedSettings.map(({ variable }) => variable), CONFIG_VARIABLE];
  const bare = names.map((name) => name.slice(VARIABLE_PREFIX.length));
  const mistakes: string[] = [];
  const strangers: string[] = [];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(VARIABLE_PREFIX) || names.includes(name)) continue;
    const nearest = nearestName(name.slice(VARIABLE_PREFIX.length), bare);
    if (nearest === null) strangers.push(`${name} is set, but is no setting of the relay`);
    else mistakes.push(`${name} is no setting; did you mean ${VARIABLE_PREFIX}${nearest}?`);
  }
  return { mistakes, strangers };
}

/** Keys of a file that are no settings; each is a mistake. */
export function unknownKeys(file: ConfigFile | null): readonly string[] {
  if (!file) return [];
  const names = namedSettings.map(({ name }) => name);
  const { limits, ...others } = file.content;
  const problems: string[] = [];
  if (limits !== undefined && !isObject(limits)) problems.push(`${file.path}: limits must be an object`);
  const written = [
    ...Object.keys(others),
    ...(isObject(limits) ? Object.keys(limits).map((key) => `limits.${key}`) : []),
  ];
  for (const name of written) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const advice = nearest === null ? '' : `; did you mean ${nearest}?`;
    problems.push(`${file.path}: ${name} is no setting${advice}`);
  }
  return problems;
}
