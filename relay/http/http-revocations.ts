import type { Logger } from 'pino';
import { revocation, revocationRequest, revocationsBody } from '../../protocol/http.ts';
import { failure, json } from './http-reply.ts';
import { route, type Route } from './http-route.ts';
import type { Revocations } from '../access/revocations.ts';

export interface RevocationRoutesOptions {
  /** `null` on a relay without a secret. */
  readonly revocations: Revocations | null;
  readonly logger: Logger;
}

const nothingToRevoke = failure('not_found', 'this relay has no secret, so there are no tokens to revoke');

/** Taking tokens back, and seeing which have been. */
export function revocationRoutes({ revocations, logger }: RevocationRoutesOptions): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/revocations', id: 'listRevocations', role: 'admin' },
      summary: 'Tokens that have been taken back',
      answers: [{ status: 200, description: 'Those in force, the oldest first.', schema: revocationsBody }],
      errors: ['not_found'],
      handle: () => (revocations ? json(revocations.list) : nothingToRevoke),
    }),
    route({
      ...{ method: 'POST', path: '/revocations', id: 'revoke', role: 'admin' },
      summary: 'Take back a token, or all that a user has been issued',
      description:
        'In force at once: whoever is connected with it is cut off. Answered when it is on disk. After 503 it is in ' +
        'force, but would be forgotten by a restart: ask again. A user’s next token must be issued at least 6 ' +
        'seconds later.',
      body: revocationRequest,
      answers: [{ status: 200, description: 'What was taken back, and when.', schema: revocation }],
      errors: ['not_found', 'storage'],
      handle: async ({ body, grant }) => {
        if (!revocations) return nothingToRevoke;
        logger.warn({ by: grant?.user, ...body }, 'taking tokens back');
        try {
          return json(await revocations.revoke(body));
        } catch (error) {
          logger.error({ err: error }, 'a revocation could not be stored');
          return failure('storage', 'it is in force, but could not be stored; ask again');
        }
      },
    }),
  ];
}
