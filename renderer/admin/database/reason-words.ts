/** What drivers and servers say, and what it means; the first that fits. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [
    /password authentication failed|no password supplied|SASL|pg_hba\.conf/i,
    'The server does not let this user in with this password.',
  ],
  [/database ".*" does not exist/i, 'The server answers, and has no database of this name.'],
  [/role ".*" does not exist/i, 'The server answers, and has no user of this name.'],
  [/ECONNREFUSED/i, 'Nothing answers at this address: is the server running, and is the port right?'],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/i, 'There is no computer of this name on the network.'],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout/i,
    'The server cannot be reached from here, or takes too long to answer.',
  ],
  [
    /certificate|self-signed|altname|unable to verify/i,
    'The server is not one that the certificate authority vouches for.',
  ],
  [/does not support SSL|SSL connections/i, 'The server does not offer encrypted connections.'],
  [/permission denied/i, 'The user may not do this in the database.'],
  [/used by another|locked|in use/i, 'Another program uses the built-in database.'],
];

/** Why a database cannot be used, in plain words; `null` where nothing plainer can be said than the reason itself. */
export const reasonWords = (reason: string): string | null =>
  meanings.find(([pattern]) => pattern.test(reason))?.[1] ?? null;
