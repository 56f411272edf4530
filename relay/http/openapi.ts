import * as v from 'valibot';
import { errorBody, httpErrorStatuses, type HttpErrorCode } from '../../protocol/http-errors.ts';
import { errorsOf } from './http-common-errors.ts';
import type { Answer, Route } from './http-route.ts';
import { openApiComponents, openApiSchema } from './openapi-schema.ts';

/** The table of routes as an OpenAPI 3.1 document. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z]+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Trolley relay',
      version,
      description:
        'Carts that several people fill at once. Amounts are whole minor units (cents), except under `/items`, ' +
        '`/checkout` and `/state`, where they are decimal. A write answers when it is durable.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: openApiComponents(),
      securitySchemes: {
        token: {
          ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          description: 'Made by `trolley token`. A relay without a secret asks for none.',
        },
      },
    },
  };
}

function operation(route: Route): object {
  const { id, summary, description, role, body } = route;
  const needs =
    role === null ? [] : [`Needs the role *${role}* at ${route.cart ? 'this cart' : 'every cart'}.`];
  const about = [description, ...needs].filter((text) => text !== undefined).join(' ');
  return {
    operationId: id,
    summary,
    ...(about !== '' && { description: about }),
    security: role === null ? [] : [{ token: [] }, {}],
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...parameters('header', route.headers),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: openApiSchema(body, 'input') } },
      },
    }),
    responses: responses(route),
  };
}

const parameters = (place: 'path' | 'query' | 'header', schemas: Route['params']): readonly object[] =>
  Object.entries(schemas).map(([name, schema]) => {
    const { description, ...rest } = openApiSchema(schema, 'input');
    return {
      ...{ name: place === 'header' ? titleCase(name) : name, in: place, required: place === 'path' },
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });

/** By status: what was asked for, or the errors that go with that status. */
function responses(route: Route): Readonly<Record<string, object>> {
  const byStatus: Record<string, object> = {};
  const codes = new Map<number, HttpErrorCode[]>();
  for (const code of errorsOf(route)) {
    const status = httpErrorStatuses[code];
    codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  for (const [status, all] of codes) byStatus[status] = errorResponse(all);
  for (const answer of route.answers) {
    const errors = codes.get(answer.status);
    byStatus[answer.status] = errors ? either(answer, errors) : answerResponse(answer);
  }
  return byStatus;
}

function answerResponse({
  description,
  contentType = 'application/json',
  schema,
  headers = {},
}: Answer): object {
  const described = Object.entries(headers).map(
    ([name, text]) => [name, { description: text, schema: { type: 'string' } }] as const,
  );
  return {
    description,
    ...(described.length > 0 && { headers: Object.fromEntries<object>(described) }),
    content: { [mediaType(contentType)]: schema ? { schema: openApiSchema(schema, 'output') } : {} },
  };
}

const errorResponse = (codes: readonly HttpErrorCode[]): object => ({
  description: codes.map((code) => `\`${code}\``).join(', '),
  content: { 'application/json': { schema: openApiSchema(errorOf(codes), 'output') } },
});

/** A status that answers what was asked for, and also stands for errors. */
function either({ description, schema }: Answer, codes: readonly HttpErrorCode[]): object {
  if (!schema) throw new Error('an error and an answer without a schema share a status');
  return {
    description: `${description} Or ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    content: { 'application/json': { schema: openApiSchema(v.union([schema, errorOf(codes)]), 'output') } },
  };
}

/** An error body with one of these codes. */
const errorOf = (codes: readonly HttpErrorCode[]) =>
  v.object({ error: v.object({ ...errorBody.entries.error.entries, code: v.picklist(codes) }) });

/** As headers are written: `idempotency-key` as `Idempotency-Key`. */
const titleCase = (name: string): string =>
  name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase()).replace('-Id', '-ID');

const mediaType = (contentType: string): string => contentType.split(';', 1)[0] as string;
