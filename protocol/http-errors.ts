import * as v from 'valibot';

/** Codes of error bodies, with the status that each goes with. */
export const httpErrorStatuses = {
  /** The request line, a parameter or a header cannot be read. */
  bad_request: 400,
  /** The body is not JSON. */
  bad_json: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  /** There is nothing to check out. */
  cart_empty: 409,
  /** The cart has prices in another currency. */
  mixed_currencies: 409,
  /** The cart has more lines, or is worth more, than one order can state. */
  order_too_large: 409,
  /** The cart, the user or the relay holds as much as it may. */
  quota: 409,
  length_required: 411,
  too_large: 413,
  unsupported_media_type: 415,
  /** The request can be read, but says something that cannot be. */
  bad_value: 422,
  /** The same `Idempotency-Key` was used for another request. */
  key_reused: 422,
  too_many_requests: 429,
  internal: 500,
  /** What is stored of this cart is damaged: nobody can use it until it is mended, and the others are not affected. */
  quarantined: 503,
  /** What is stored cannot be read just now, or the relay is shutting down. */
  unavailable: 503,
  /** It could not be stored. */
  storage: 503,
  /** It took too long. A write may still have been stored: its key tells. */
  timeout: 503,
} as const satisfies Record<string, number>;

export type HttpErrorCode = keyof typeof httpErrorStatuses;

const codes = Object.keys(httpErrorStatuses) as HttpErrorCode[];

const httpError = v.object({
  code: v.pipe(v.picklist(codes), v.description('For programs.')),
  message: v.pipe(v.string(), v.description('For people.')),
});

/** Every 4xx and 5xx. */
export const errorBody = v.object({ error: httpError });
export type ErrorBody = v.InferOutput<typeof errorBody>;
