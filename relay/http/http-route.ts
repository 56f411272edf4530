import type * as v from 'valibot';
import type { CartId } from '../../cart/ids.ts';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Role } from '../../protocol/token.ts';
import type { Grant } from '../access/grant.ts';
import type { Reply } from './http-reply.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Schemas by name: each reads one text. What is left out of the query or the headers is `undefined`. */
type Texts = Readonly<Record<string, v.GenericSchema>>;
type Values<Schemas extends Texts> = { readonly [Name in keyof Schemas]: v.InferOutput<Schemas[Name]> };

/** What a handler gets, all of it checked. */
export interface RouteRequest<Params, Query, Headers, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** `null` on a route that is open to all. */
  readonly grant: Grant | null;
  /** Aborted when whoever asked has gone, or the relay is shutting down. */
  readonly signal: AbortSignal;
}

/** A body that the route may answer with. */
export interface Answer {
  readonly status: number;
  readonly description: string;
  /** `application/json` if left out. */
  readonly contentType?: string;
  /** Of a JSON body. */
  readonly schema?: v.GenericSchema;
  /** Response headers worth knowing, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Definition<
  Params extends Texts,
  Query extends Texts,
  Headers extends Texts,
  Body extends v.GenericSchema,
> {
  readonly method: Method;
  /** With `:name` for each of `params`, as `/carts/:id`. */
  readonly path: string;
  /** Its name in programs made from `/openapi.json`. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** Who may: `null` for everybody, else a role at the cart of `cart`, or at every cart without one. */
  readonly role: Role | null;
  readonly cart?: string & keyof Params;
  readonly params?: Params;
  readonly query?: Query;
  /** By their names in lower case. */
  readonly headers?: Headers;
  readonly body?: Body;
  readonly answers: readonly Answer[];
  /** Errors of its own, besides those that every route has; see `http-common-errors.ts`. */
  readonly errors?: readonly HttpErrorCode[];
  readonly handle: (
    request: RouteRequest<Values<Params>, Values<Query>, Values<Headers>, v.InferOutput<Body>>,
  ) => Reply | Promise<Reply>;
}

/** One method of one path: all there is to know about it, for answering it and for telling people of it. */
export interface Route extends Omit<Definition<Texts, Texts, Texts, v.GenericSchema>, 'cart' | 'handle'> {
  readonly cart?: string;
  readonly params: Texts;
  readonly query: Texts;
  readonly headers: Texts;
  handle(request: RouteRequest<never, never, never, never>): Reply | Promise<Reply>;
}

/** Writes a route down; its handler gets what its schemas give. */
export const route = <
  Params extends Texts = Record<string, never>,
  Query extends Texts = Record<string, never>,
  Headers extends Texts = Record<string, never>,
  Body extends v.GenericSchema = v.UndefinedSchema<undefined>,
>(
  definition: Definition<Params, Query, Headers, Body>,
): Route => ({ params: {}, query: {}, headers: {}, ...definition });

/** The cart that a request is about, if it is about one. */
export const cartOf = ({ cart }: Route, params: Readonly<Record<string, unknown>>): CartId | undefined =>
  cart === undefined ? undefined : (params[cart] as CartId);
