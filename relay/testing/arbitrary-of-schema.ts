import fc from 'fast-check';
import type { JsonSchema, OpenApiDocument } from './openapi-document.ts';

/** Values that a schema of the document allows. Throws on keywords it does not know how to follow. */
export function arbitraryOf(schema: JsonSchema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  if (name !== undefined) return arbitraryOf(document.components.schemas[name] ?? {}, document);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map((option) => arbitraryOf(option, document)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const { minimum: min = 0, maximum: max = Number.MAX_SAFE_INTEGER } = schema;
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
      return fc.oneof(fc.integer({ min, max: Math.min(max, min + 20) }), fc.integer({ min, max }));
    case 'number':
      return fc.oneof(
        fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100),
        fc.double({ min, max, noNaN: true }),
      );
    case 'string':
      return arbitraryText(schema);
    case 'object':
      return arbitraryObject(schema, document);
    case undefined:
    default:
      throw new Error(`no values known for ${JSON.stringify(schema)}`);
  }
}

function arbitraryText({ pattern, format, maxLength = 64 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') {
    return fc.date({ min: new Date(0), noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (pattern === undefined) return fc.string({ maxLength });
  return fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => text.length <= maxLength);
}

function arbitraryObject(
  { properties = {}, required = [] }: JsonSchema,
  document: OpenApiDocument,
): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([key, value]) => [key, arbitraryOf(value, document)]);
  return fc.record(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
}
