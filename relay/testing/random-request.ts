import fc from 'fast-check';
import { arbitraryOf } from './arbitrary-of-schema.ts';
import type { OpenApiDocument, OpenApiOperation } from './openapi-document.ts';

/** A request as it goes out: nothing in it is corrected on the way. */
export interface RandomRequest {
  readonly method: string;
  /** As in the document. */
  readonly template: string;
  /** Percent-encoded, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Few carts and items, so that requests meet what others have left. */
const carts = fc.constantFrom('ana', 'ben', 'kitchen');
const items = fc.constantFrom('milk', 'tea', 'a/b c', '9');

/** What makes trouble in a path, a query, a header or a value. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '..',
    '.',
    '%',
    '%zz',
    '%ff',
    '%00',
    '%2f',
    '__proto__',
    'null',
    '-1',
    '1e999',
    '0x1',
    "'--",
  ),
  fc.stringMatching(/^[\x21-\x7e]{1,40}$/).map((text) => text.replaceAll(/[#?/\\]/g, '_')),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => encodeURIComponent(text.toWellFormed())),
);

/** Requests that follow the document, and requests that do not, in about equal parts. */
export function randomRequests(
  document: OpenApiDocument,
  tokens: readonly (string | null)[],
): fc.Arbitrary<RandomRequest> {
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ template, method, operation })),
  );
  return fc.oneof(
    ...operations.map(({ template, method, operation }) =>
      fc
        .record({
          method: mostly(
            method.toUpperCase(),
            fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
          ),
          path: pathOf(template, operation),
          query: queryOf(operation, document),
          headers: headersOf(operation, document),
          token: fc.constantFrom(...tokens),
          body: bodyOf(operation, document),
          contentType: mostly(
            'application/json',
            fc.constantFrom('', 'text/plain', 'application/json; charset=latin1'),
          ),
          accept: mostly(
            '*/*',
            fc.constantFrom('image/png', 'application/json', 'text/html', ',;q=', '*/*;q=0'),
          ),
        })
        .map(({ path, query, headers, token, body, contentType, accept, ...chosen }) => ({
          ...{ method: chosen.method, template, path: path + query, body },
          headers: {
            ...headers,
            accept,
            ...(token !== null && { authorization: `Bearer ${token}` }),
            ...(body !== null && contentType !== '' && { 'content-type': contentType }),
          },
        })),
    ),
  );
}

/** Mostly the one, now and then another. */
const mostly = <T>(usual: T, others: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

function pathOf(template: string, { parameters }: OpenApiOperation): fc.Arbitrary<string> {
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const values = names.map((name) =>
    fc.oneof(
      { weight: 8, arbitrary: (name === 'item' ? items : carts).map(encodeURIComponent) },
      { weight: 1, arbitrary: nasty },
    ),
  );
  return fc
    .tuple(...values)
    .map((texts) =>
      names.reduce((path, name, at) => path.replace(`{${name}}`, () => texts[at] as string), template),
    );
}

function queryOf({ parameters }: OpenApiOperation, document: OpenApiDocument): fc.Arbitrary<string> {
  const known = parameters.filter((parameter) => parameter.in === 'query');
  const pairs = known.map(({ name, schema }) =>
    fc
      .oneof(
        { weight: 4, arbitrary: arbitraryOf(schema, document).map(String) },
        { weight: 1, arbitrary: nasty },
      )
      .map((text) => `${name}=${text}`),
  );
  if (pairs.length === 0)
    return mostly(
      '',
      nasty.map((text) => `?${text}`),
    );
  return fc.subarray(pairs).chain((chosen) => fc.tuple(...chosen).map((texts) => `?${texts.join('&')}`));
}

function headersOf(
  { parameters }: OpenApiOperation,
  document: OpenApiDocument,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const known = parameters.filter((parameter) => parameter.in === 'header');
  const values = known.map(({ name, schema }) => [
    name.toLowerCase(),
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('1', '2', '3') },
      { weight: 2, arbitrary: arbitraryOf(schema, document).map(String) },
      { weight: 1, arbitrary: fc.stringMatching(/^[\x20-\x7e]{0,400}$/) },
    ),
  ]);
  return fc
    .subarray(values)
    .chain((chosen) => fc.record(Object.fromEntries(chosen) as Record<string, fc.Arbitrary<string>>));
}

function bodyOf({ requestBody }: OpenApiOperation, document: OpenApiDocument): fc.Arbitrary<string | null> {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return mostly<string | null>(null, fc.constant('{}'));
  const valid = arbitraryOf(schema, document);
  const broken = fc
    .tuple(valid, fc.string({ maxLength: 12 }), fc.jsonValue())
    .map(([value, key, other]) => ({ ...(value as object), [key]: other }));
  const swapped = fc.tuple(valid, fc.nat(9), fc.jsonValue()).map(([value, at, other]) => {
    const keys = Object.keys(value as object);
    return { ...(value as object), [keys[at % Math.max(1, keys.length)] ?? 'x']: other };
  });
  return fc.oneof(
    { weight: 6, arbitrary: valid.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: broken.map((value) => JSON.stringify(value)) },
    { weight: 2, arbitrary: swapped.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<string | null>(
        null,
        '[',
        '{"__proto__":{}}',
        '['.repeat(50_000),
        'x'.repeat(70_000),
      ),
    },
  );
}
