type Given<Parts> = { [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };

/** Without the parts that are not given, so that what they are spread over keeps its own. */
export const givenParts = <Parts extends object>(parts: Parts): Given<Parts> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Given<Parts>;
