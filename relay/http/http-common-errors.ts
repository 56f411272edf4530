import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Route } from './http-route.ts';

/** What a request of this route may be answered with instead of what it asked for. */
export function errorsOf(route: Route): readonly HttpErrorCode[] {
  const { role, params, query, headers, body, method, errors = [] } = route;
  const texts = Object.keys({ ...params, ...query, ...headers }).length;
  return [
    ...new Set<HttpErrorCode>([
      ...(texts > 0 ? (['bad_request'] as const) : []),
      ...(role === null ? [] : (['unauthorised'] as const)),
      'forbidden',
      ...(Object.keys(params).length > 0 ? ([method === 'POST' ? 'bad_value' : 'not_found'] as const) : []),
      'not_acceptable',
      ...(body === undefined
        ? []
        : (['bad_json', 'length_required', 'too_large', 'unsupported_media_type', 'bad_value'] as const)),
      'too_many_requests',
      'internal',
      'quarantined',
      'unavailable',
      'timeout',
      ...errors,
    ]),
  ];
}
