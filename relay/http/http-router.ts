import * as v from 'valibot';
import { ok, refuse, type Result } from '../../cart/result.ts';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import { describeIssue } from './http-body.ts';
import type { Method, Route } from './http-route.ts';

/** A path that is known, whatever the method. */
export interface Match {
  /** As it is written in the table, with `:name` for what varies. */
  readonly path: string;
  readonly routes: ReadonlyMap<Method, Route>;
  /** What stands for each `:name`, still percent-encoded. */
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request in the table, and reads what its path, query and headers say. */
export class HttpRouter {
  readonly #paths: readonly {
    readonly path: string;
    readonly segments: readonly string[];
    readonly routes: Map<Method, Route>;
  }[];

  constructor(table: readonly Route[]) {
    const paths = [...new Set(table.map(({ path }) => path))];
    this.#paths = paths.map((path) => ({
      path,
      segments: path.split('/'),
      routes: new Map(table.filter((route) => route.path === path).map((route) => [route.method, route])),
    }));
  }

  find(path: string): Match | null {
    const segments = path.split('/');
    for (const known of this.#paths) {
      const params = matchSegments(known.segments, segments);
      if (params) return { path: known.path, routes: known.routes, params };
    }
    return null;
  }
}

/** What stands for each `:name`; `null` if the path is another one. */
function matchSegments(
  known: readonly string[],
  actual: readonly string[],
): Readonly<Record<string, string>> | null {
  if (known.length !== actual.length) return null;
  for (let at = 0; at < known.length; at++) {
    const isName = known[at]?.startsWith(':');
    if (isName ? actual[at] === '' : known[at] !== actual[at]) return null;
  }
  const params: Record<string, string> = {};
  known.forEach((segment, at) => {
    if (segment.startsWith(':')) params[segment.slice(1)] = actual[at] as string;
  });
  return params;
}

/** The methods of a path, as `Allow` lists them. */
export const allowedMethods = ({ routes }: Match): string =>
  [...routes.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');

type Values = Readonly<Record<string, unknown>>;

/**
 * What the path says. A name that cannot be is not found where it is looked for, and is a bad value where it
 * would be created.
 */
export function readParams(route: Route, encoded: Match['params']): Result<Values, HttpErrorCode> {
  const texts: Record<string, string> = {};
  for (const [name, text] of Object.entries(encoded)) {
    try {
      texts[name] = decodeURIComponent(text);
    } catch {
      return refuse('bad_request', 'the path is not percent-encoded UTF-8');
    }
  }
  const parsed = v.safeParse(objectOf(route.params), texts);
  if (parsed.success) return ok(parsed.output);
  const message = describeIssue(parsed.issues[0]);
  return refuse(route.method === 'POST' ? 'bad_value' : 'not_found', message);
}

/** What the query says; a parameter that the route does not know is ignored. */
export function readQuery(route: Route, query: string): Result<Values, HttpErrorCode> {
  const names = Object.keys(route.query);
  if (names.length === 0) return ok({});
  const parameters = new URLSearchParams(query);
  const texts: Record<string, string> = {};
  for (const name of names) {
    const [text, ...more] = parameters.getAll(name);
    if (more.length > 0) return refuse('bad_request', `${name} is given more than once`);
    if (text !== undefined) texts[name] = text;
  }
  return readTexts(route.query, texts);
}

/** What the headers say that the route knows. */
export function readHeaders(
  route: Route,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Result<Values, HttpErrorCode> {
  const names = Object.keys(route.headers);
  if (names.length === 0) return ok({});
  const texts: Record<string, unknown> = {};
  for (const name of names) {
    if (headers[name] !== undefined) texts[name] = headers[name];
  }
  return readTexts(route.headers, texts);
}

function readTexts(schemas: Route['query'], texts: Values): Result<Values, HttpErrorCode> {
  const parsed = v.safeParse(objectOf(schemas), texts);
  return parsed.success ? ok(parsed.output) : refuse('bad_request', describeIssue(parsed.issues[0]));
}

/** Made once for each route, as many requests as there are. */
const objects = new WeakMap<Route['params'], v.GenericSchema<unknown, Values>>();

function objectOf(schemas: Route['params']): v.GenericSchema<unknown, Values> {
  let schema = objects.get(schemas);
  if (!schema) objects.set(schemas, (schema = v.object(schemas)));
  return schema;
}
